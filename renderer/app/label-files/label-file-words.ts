/** A file of labels in words: what it is, how many of its rows can be used, and what came of it. Pure. */
import type { LabelColumns, LabelFileFormat, LabelFileLook, LabelImport } from '../../../contract/records/label-file'
import { formatCount, formatPlural } from '../../widgets/format'

export const formatWords: Record<LabelFileFormat, string> = {
  loupe: 'labels of an export of Loupe',
  neuronpedia: 'explanations of Neuronpedia',
  delphi: 'explanations of delphi',
  table: 'a table',
  annotations: 'labels of one annotator'
}

export function lookFacts(look: LabelFileLook): { label: string; value: string }[] {
  const { format, labels, features, fresh, empty, bad } = look
  return [
    { label: 'Found', value: formatWords[format] },
    { label: 'Labels', value: `${formatCount(labels)} of ${formatPlural(features, 'feature')}` },
    { label: 'Features nobody touched', value: formatCount(fresh) },
    ...(empty > 0 ? [{ label: 'Rows without a text', value: formatCount(empty) }] : []),
    ...(bad > 0 ? [{ label: 'Rows that can not be used', value: formatCount(bad) }] : [])
  ]
}

/** Why nothing can be imported yet; undefined where it can. */
export function missing(look: LabelFileLook, source: string | undefined, leaveOut: boolean): string | undefined {
  const { format, used, sources, bad, labels } = look
  if (format === 'annotations') return 'These are the labels of one annotator: they are imported beside those of the project.'
  if (format === 'table' && (!used?.feature || !used.label)) return 'Choose the columns of the feature and of its label.'
  if (sources.length > 0 && source === undefined) return 'It is about several dictionaries: choose one.'
  if (bad > 0 && !leaveOut) return 'Some rows can not be used: correct them, or leave them out.'
  return labels === 0 ? 'It holds no labels for this run.' : undefined
}

export function outcomeWords({ labeled, suggested, unchanged, leftOut }: LabelImport): string {
  const parts = [
    labeled > 0 ? `${formatPlural(labeled, 'feature')} labeled` : undefined,
    suggested > 0 ? `${formatPlural(suggested, 'suggestion')} added` : undefined,
    unchanged > 0 ? `${formatCount(unchanged)} were there already` : undefined,
    leftOut > 0 ? `${formatPlural(leftOut, 'row')} left out` : undefined
  ].filter((part) => part !== undefined)
  return `${parts.join(', ') || 'Nothing was new'}.`
}

export const columnWords: [keyof LabelColumns, string][] = [
  ['feature', 'Feature'],
  ['label', 'Label'],
  ['notes', 'Notes'],
  ['tags', 'Tags']
]
