/** What the relations hand out: the list in view as a table and a picture, and one line of it to cite. */
import type { RelationsAnswer } from '../../../contract/records/studies/relations'
import type { ChartOutput } from '../../app/output/chart-output'
import { tableText } from '../../app/output/table-text'
import { formatCount, formatFixed, formatSignificant } from '../../widgets/format'
import { themeColors } from '../../widgets/theme-colors'
import { causeWords, type ListName, linesOf, listRows, type RelationLine } from './lists'
import { relationPicture } from './relation-picture'

const words: Record<ListName, string> = { duplicates: 'near-duplicates', dead: 'dead features' }

export function relationOutput(run: string, answer: RelationsAnswer, list: ListName): ChartOutput {
  const name = `${run} ${words[list]}`
  return {
    name,
    text: () => ({ text: tableText(listRows(answer, list), '\t'), rows: linesOf(answer, list).length }),
    csv: async () => tableText(listRows(answer, list), ','),
    picture: () => relationPicture({ title: name, answer, list, colors: themeColors() })
  }
}

/** `source`: run and step, as they are said elsewhere. */
export function relationCitation(line: RelationLine, { rows }: RelationsAnswer, source: string): string {
  const { feature, other, cosine, jaccard, cause, margin } = line
  const sample = `over ${formatCount(rows.counted)} rows (${source})`
  if (cause === undefined)
    return `Features ${feature} and ${other}: decoder cosine ${formatFixed(cosine, 3)}, Jaccard ${formatFixed(jaccard, 3)} ${sample}`
  const parts = [
    `likely cause ${causeWords[cause]}`,
    margin !== undefined && `greatest margin ${formatSignificant(margin)}`,
    other !== undefined && `nearest that fires ${other}, decoder cosine ${formatFixed(cosine, 3)}`
  ]
  return `Feature ${feature}: dead, ${parts.filter(Boolean).join(', ')}, ${sample}`
}
