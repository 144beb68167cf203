/** One pinned feature: its number and label, its density over the checkpoints, and its strongest rows at one of them. */
import type { PinnedEvidence, PinnedFeature } from '../../../../contract/records/pin'
import type { Run } from '../../../../contract/records/run'
import { useImageSource } from '../../../app/features/evidence'
import { useEvidenceView } from '../../../app/features/evidence-view'
import { useRowPictures } from '../../../app/features/row-picture'
import { mainRegion } from '../../../app/layout/regions'
import { navigate } from '../../../app/session'
import { IconButton } from '../../../widgets/button'
import { Concordance } from '../../../widgets/concordance/concordance'
import { activationDecimals } from '../../../widgets/concordance/layout'
import { formatCount, formatFixed, formatPercent } from '../../../widgets/format'
import { SparkLine } from '../../../widgets/spark-line'
import { greatest, momentAt } from './pin-steps'
import styles from './pins.module.css'

/** Of an image among the examples, in px. */
const pictureHeight = 64
/** Examples of each where several are pinned. */
const fewExamples = 3

export interface PinnedFeatureProps {
  pin: PinnedFeature
  run: Run
  step: number | undefined
  evidence: PinnedEvidence | undefined
  /** Others are pinned too. */
  few: boolean
  /** Undefined where nothing can be changed. */
  onRemove: (() => void) | undefined
}

export function PinnedFeatureBlock({ pin, run, step, evidence, few, onRemove }: PinnedFeatureProps) {
  const { context, scale } = useEvidenceView()
  const pictureOf = useRowPictures(useImageSource(run.id), pictureHeight)
  const max = greatest(pin)
  const examples = (evidence?.examples ?? []).slice(0, few ? fewExamples : undefined)
  const section = {
    name: `pin-${pin.feature}`,
    title: String(pin.feature),
    detail: pin.label || 'no label yet',
    explanation: pin.label,
    examples,
    hidden: 0
  }
  const hasText = examples.some(({ tokens, peak }) => tokens[peak] !== '')
  return (
    <article className={styles.pin} aria-label={`Feature ${pin.feature}`}>
      <Concordance
        sections={[section]}
        max={max}
        decimals={activationDecimals(max)}
        context={context === 'full' ? 16 : context}
        scale={scale}
        form={hasText ? 'panel' : 'page'}
        pictureOf={pictureOf}
        actionsOf={() => (
          <span className={styles.pinActions}>
            <PinNumbers pin={pin} step={step} />
            {run.analysis && (
              <IconButton
                icon="arrow-right"
                size={14}
                label={`Open feature ${pin.feature}`}
                onClick={() => navigate('feature', { run: run.id, feature: pin.feature })}
              />
            )}
            {onRemove && (
              <IconButton icon="close" size={14} label={`Unpin feature ${pin.feature}`} onClick={() => remove(onRemove)} />
            )}
          </span>
        )}
      />
      {step !== undefined && <Absence pin={pin} run={run} step={step} />}
    </article>
  )
}

/** The button goes away with the feature; the keys go on acting on the tracks. */
function remove(onRemove: () => void): void {
  onRemove()
  mainRegion()?.focus()
}

function PinNumbers({ pin, step }: Pick<PinnedFeatureProps, 'pin' | 'step'>) {
  const moment = pin.moments.find((one) => one.step === step)
  const densities = pin.moments.map(({ density }) => density)
  const words = `density over ${densities.length} checkpoints, from ${formatPercent(densities[0])} to ${formatPercent(densities.at(-1))}`
  return (
    <span className={styles.numbers}>
      {densities.length > 1 && <SparkLine values={densities} width={56} height={14} label={words} />}
      {moment && (
        <span
          title={`Share of ${formatCount(moment.rows)} sampled rows on which it fires; greatest activation ${formatFixed(moment.max, 3)}`}
        >
          {formatPercent(moment.density)}
        </span>
      )}
    </span>
  )
}

/** Why there are no examples at this checkpoint. */
function Absence({ pin, run, step }: { pin: PinnedFeature; run: Run; step: number }) {
  const known = momentAt(pin, step, run.checkpoints)
  if (known === 'missing') return <p className={styles.words}>Not measured at this checkpoint.</p>
  if (known === 'pruned')
    return <p className={styles.words}>Never measured here, and the checkpoint of step {formatCount(step)} was pruned.</p>
  return known.density === 0 ? <p className={styles.words}>Fires on none of {formatCount(known.rows)} sampled rows.</p> : null
}
