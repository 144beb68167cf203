/** What the numbers of a fit say, in words: the likely cause of a mismatch and what to do. */
import type { FitNumbers, FitReport, FitVerdict } from '../../../contract/records/fit'

export interface Evidence {
  here: FitNumbers
  trained: FitNumbers
  normRatio: number
  tried: FitReport['tried']
  limit: number
  /** All rows have the same norm. */
  isNormalized: boolean
}

type Words = Pick<FitReport, 'verdict' | 'title' | 'detail'>

/** From here on a reconstruction is hardly better than the mean row. */
const nothingExplained = 0.9

export function causeOf(evidence: Evidence): Words {
  const verdict = verdictOf(evidence)
  return { verdict, ...words[verdict](evidence) }
}

function verdictOf({ here, tried, limit, isNormalized }: Evidence): FitVerdict {
  const triedFvu = (change: FitReport['tried'][number]['change']) => tried.find((one) => one.change === change)?.fvu
  const isRight = (fvu: number | undefined) => fvu !== undefined && fvu <= limit
  if (isRight(here.fvu)) return 'fits'
  if (isRight(triedFvu('scaled'))) return 'other-scale'
  if (isRight(triedFvu('mean-added'))) return 'centered'
  if (isNormalized) return 'normalized'
  return (here.fvu ?? 1) < nothingExplained ? 'worse' : 'other-data'
}

const words: Record<FitVerdict, (evidence: Evidence) => Omit<Words, 'verdict'>> = {
  fits: (e) => ({
    title: 'The dictionary fits these rows',
    detail: `${fvus(e)}, at ${norms(e)}.`
  }),
  'other-scale': (e) => ({
    title: `Other scale: the inputs look ${factor(e.normRatio)}`,
    detail: `As they are, ${fvus(e)}. Brought to the norms of the training data, FVU is ${number(best(e, 'scaled'))}: unscale or normalize the rows as those of the training data were.`
  }),
  centered: (e) => ({
    title: 'The inputs look centered',
    detail: `Their mean is near zero, that of the training data is not. As they are, ${fvus(e)}; with the mean of the training data added, FVU is ${number(best(e, 'mean-added'))}. Use the rows before centering.`
  }),
  normalized: (e) => ({
    title: 'The inputs look normalized: all rows have the same norm',
    detail: `${fvus(e)}, at ${norms(e)}. Use the raw activations, before layer normalization.`
  }),
  worse: (e) => ({
    title: 'The dictionary fits these rows worse than its own',
    detail: `${fvus(e)}, at ${norms(e)}. Likely other text or a neighboring layer: features mean what they meant, but less is explained.`
  }),
  'other-data': (e) => ({
    title: 'The dictionary does not fit these rows',
    detail: `${fvus(e)}, at ${norms(e)}${stillBad(e)}. Likely another layer or model, or dimensions in another order. Use activations of the place that the run was trained on.`
  })
}

function stillBad({ tried }: Evidence): string {
  const scaled = tried.find(({ change }) => change === 'scaled')
  return scaled ? `; brought to the same norms it is ${number(scaled.fvu)}` : ''
}

function best({ tried }: Evidence, wanted: FitReport['tried'][number]['change']): number | undefined {
  return tried.find(({ change }) => change === wanted)?.fvu
}

function fvus({ here, trained }: Evidence): string {
  const known = trained.fvu === undefined ? '' : ` instead of ${number(trained.fvu)} on its validation rows`
  return here.fvu === undefined ? 'FVU can not be told, since the rows do not vary' : `FVU is ${number(here.fvu)}${known}`
}

function norms({ here, trained, normRatio }: Evidence): string {
  if (normRatio > 0.8 && normRatio < 1.25) return `about the same norms (mean ${number(here.meanNorm)})`
  return `a mean norm of ${number(here.meanNorm)} instead of ${number(trained.meanNorm)}`
}

function factor(ratio: number): string {
  return ratio >= 1 ? `multiplied by about ${number(ratio)}` : `divided by about ${number(1 / ratio)}`
}

/** Two or three digits are enough to see a mismatch. */
function number(value: number | undefined): string {
  if (value === undefined) return 'not known'
  if (Math.abs(value) >= 1e6) return value.toExponential(1)
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(2)))
}
