/** What was understood of a dictionary, in lines. */
import type { DictionaryReport } from '../../contract/records/dictionary-report'
import { count, counted } from './numbers'

export function reportLines(report: DictionaryReport): string[] {
  const { format, architecture, kind, dIn, dSae, dOut, k, files, tensors, findings, warnings, unused, inputNorm, model, hook } =
    report
  const widths =
    kind === 'sae' || kind === 'crosscoder' ? counted(dIn, 'dimension') : `${count(dIn)} to ${counted(dOut, 'dimension')}`
  return [
    `${files[0]}: ${format}`,
    `${architecture}${k ? ` with k ${count(k)}` : ''}, ${kind}, ${counted(dSae, 'feature')}, ${widths}${inputNorm ? `, ${inputNorm}` : ''}`,
    ...(model || hook ? [`Activations: ${[model, hook].filter(Boolean).join(', ')}`] : []),
    ...tensors.map(({ name, from, dtype, change }) => `  ${name} ← ${from} (${dtype}${change ? `, ${change}` : ''})`),
    ...findings.map(({ what, value, source }) => `  ${what}: ${value} (${source})`),
    ...(unused.length > 0 ? [`  not used: ${unused.slice(0, 10).join(', ')}${unused.length > 10 ? ' …' : ''}`] : []),
    ...warnings.map((warning) => `  Warning: ${warning}`)
  ]
}
