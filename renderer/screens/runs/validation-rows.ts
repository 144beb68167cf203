/** Validation values as rows, the latest first. */
import type { SeriesBuffer } from '../../widgets/line-series/series-buffer'

export interface ValidationRow {
  step: number
  loss?: number
  fvu?: number
  explainedVariance?: number
  l0?: number
  dead?: number
}

/** More rows than this are older than anyone scrolls; the tracks and the copied values have all. */
const mostRows = 500

export function validationRows(validation: SeriesBuffer): ValidationRow[] {
  const steps = validation.steps.view()
  const rows: ValidationRow[] = []
  for (let i = steps.length - 1; i >= 0 && rows.length < mostRows; i--) {
    const value = (metric: string) => validation.values(metric)?.[i]
    rows.push({
      step: steps[i],
      loss: value('loss'),
      fvu: value('fvu'),
      explainedVariance: value('explained_variance'),
      l0: value('l0'),
      dead: value('dead')
    })
  }
  return rows
}
