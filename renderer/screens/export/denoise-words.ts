/** The receipt of denoised activations in words, and the question from the form. Pure. */
import type { DenoiseAnswer } from '../../../contract/records/studies/denoise'
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

/** Name and value of each line of the receipt. */
export function receiptLines({ folder, files, rows, leftOut, width, fvu, signalToNoise }: DenoiseAnswer): [string, string][] {
  const lines: [string, string][] = [
    ['Folder', folder],
    ['Files', files.join(', ')],
    [
      'Rows',
      `${formatCount(rows)}, each ${formatPlural(width, 'number')}${leftOut > 0 ? `, ${formatCount(leftOut)} left out` : ''}`
    ]
  ]
  if (fvu !== undefined) lines.push(['FVU', formatFixed(fvu, 4)])
  if (signalToNoise) lines.push(['Signal to noise', signalWords(signalToNoise)])
  return lines
}

/** `6.02 dB before, 12.04 dB after, +6.02 dB`. A side without noise says so. */
export function signalWords({ before, after }: NonNullable<DenoiseAnswer['signalToNoise']>): string {
  const side = (value: number | undefined, when: string) =>
    value === undefined ? `no noise ${when}` : `${formatFixed(value, 2)} dB ${when}`
  const words = `${side(before, 'before')}, ${side(after, 'after')}`
  if (before === undefined || after === undefined) return words
  return `${words}, ${after >= before ? '+' : ''}${formatFixed(after - before, 2)} dB`
}
