/** What it would ask for and cost, before anything is sent. */
import type { Params } from '../../../contract/calls/index'
import type { DraftEstimate, ModelPrice } from '../../../contract/records/draft'
import { formatCount, formatPlural, formatSeconds, formatSignificant } from '../../widgets/format'
import { useCall } from '../engine/queries'
import styles from './drafts.module.css'

const nothing: Params<'drafts.estimate'> = { project: '', run: '', features: new Uint32Array() }

export function DraftEstimateLine({ asked, price }: { asked: Params<'drafts.estimate'> | undefined; price: ModelPrice }) {
  const { data, error } = useCall('drafts.estimate', asked ?? nothing, {
    enabled: asked !== undefined,
    keepPrevious: true,
    fresh: true
  })
  return (
    <div className={styles.estimate} role="status" aria-label="Estimate">
      {error && asked && <p className={styles.failed}>{error.message}</p>}
      {data && asked
        ? estimateWords(data, price).map((line) => <p key={line}>{line}</p>)
        : !error && <p>Choose features to see what it would ask for.</p>}
    </div>
  )
}

/** The price is of the settings; the estimate was made with it. */
export function estimateWords(estimate: DraftEstimate, price: ModelPrice): string[] {
  const { features, chosen, requests, inputTokens, outputTokens, cost, seconds } = estimate
  const limited = features < chosen ? ` of ${formatCount(chosen)} (the limits let no more through)` : ''
  const isKnown = cost !== null && price.input !== null
  return [
    `${formatPlural(features, 'feature')}${limited}: ${formatPlural(requests, 'request')}, about ${formatCount(inputTokens)} tokens sent, at most ${formatCount(outputTokens)} received.`,
    isKnown
      ? `Cost: at most ${formatSignificant(cost)} in the currency of your price. At least ${formatSeconds(seconds)}.`
      : `Cost: not known; set the price of a million tokens in Settings. At least ${formatSeconds(seconds)}.`
  ]
}
