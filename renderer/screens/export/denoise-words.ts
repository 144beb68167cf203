/** The receipt of denoised activations in words, and the question from the form. Pure. */
import type { DenoiseAnswer } from '../../../contract/records/studies/denoise'
import type { Figure } from '../../app/numbers/figure'
import type { AskedQuestion } from '../../app/studies/same-question'
import { formatCount, formatFixed, formatPlural } from '../../widgets/format'

export type DenoiseQuestion = AskedQuestion & { kind: 'denoise' }

export interface DenoiseForm {
  folder: string
  format: 'npy' | 'safetensors'
  clean: string
  /** Name of the clean array, where the file has several. */
  array: string
}

export function denoiseQuestion({ folder, format, clean, array }: DenoiseForm): DenoiseQuestion {
  const source = { path: clean.trim(), ...(array.trim() !== '' && { array: array.trim() }) }
  return { kind: 'denoise', out: folder.trim(), format, ...(source.path !== '' && { clean: source }) }
}

/** Name and value of each line of the receipt that is no measure. */
export function receiptLines({ folder, files, rows, leftOut, width }: DenoiseAnswer): [string, string][] {
  const left = leftOut > 0 ? `, ${formatCount(leftOut)} left out` : ''
  return [
    ['Folder', folder],
    ['Files', files.join(', ')],
    ['Rows', `${formatCount(rows)}, each ${formatPlural(width, 'number')}${left}`]
  ]
}

/** What was measured, as numbers that explain themselves; `source`: run, step and rows, in words. */
export function receiptFigures({ rows, fvu, signalToNoise }: DenoiseAnswer, source: string): Figure[] {
  const figure = (name: string, value: string, formula: string): Figure => ({
    of: 'Denoised activations',
    name,
    value,
    explanation: `${formula}, over ${formatCount(rows)} rows`,
    source
  })
  const figures: Figure[] = []
  if (fvu !== undefined)
    figures.push(figure('FVU', formatFixed(fvu, 4), 'Σ‖x − x̂‖² ÷ Σ‖x − mean x‖²: 1 − explained variance of the reconstructions'))
  if (signalToNoise)
    figures.push(
      figure(
        'Signal to noise',
        signalWords(signalToNoise),
        '10 lg(Σ‖c‖² ÷ Σ‖x − c‖²), c the clean rows and x the rows as they were, or their reconstructions'
      )
    )
  return figures
}

/** `6.02 dB before, 12.04 dB after, +6.02 dB`. A side without noise says so. */
export function signalWords({ before, after }: NonNullable<DenoiseAnswer['signalToNoise']>): string {
  const side = (value: number | undefined, when: string) =>
    value === undefined ? `no noise ${when}` : `${formatFixed(value, 2)} dB ${when}`
  const words = `${side(before, 'before')}, ${side(after, 'after')}`
  if (before === undefined || after === undefined) return words
  return `${words}, ${after >= before ? '+' : ''}${formatFixed(after - before, 2)} dB`
}
