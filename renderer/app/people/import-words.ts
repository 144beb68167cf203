/** What a file of labels would bring, in lines of words. Pure. */
import type { ImportPreview } from '../../../contract/records/annotator'
import { formatCount, formatPlural } from '../../widgets/format'

/** Features that are named one by one. */
const mostNamed = 12

export function previewFacts(preview: ImportPreview): [string, string][] {
  const { labels, labeled, notInterpretable, conflicts, same, onlyInFile, earlier, alsoHere } = preview
  const facts: [string, string][] = [
    ['Written for the run', preview.run],
    [
      'Labels',
      `${formatCount(labels)}, of which ${formatCount(labeled)} labeled, ${formatCount(notInterpretable)} not interpretable`
    ],
    ['As in the project', formatCount(same)],
    ['Different from the project', formatCount(conflicts)],
    ['Only in the file', formatCount(onlyInFile)]
  ]
  if (alsoHere > 0) facts.push(['Also labeled here by them', `${formatCount(alsoHere)}; of each the later one counts`])
  if (earlier.labels > 0)
    facts.push([
      'Imported before',
      `${formatCount(earlier.labels)}; ${formatCount(earlier.changed)} change, ${formatCount(earlier.gone)} go`
    ])
  return facts
}

/** Why nothing can be imported; undefined where it can. */
export function unknownWords({ unknown }: ImportPreview, run: string, features: number): string | undefined {
  if (unknown.length === 0) return undefined
  const named = unknown.slice(0, mostNamed).join(', ')
  const rest = unknown.length > mostNamed ? ' …' : ''
  const which = formatPlural(unknown.length, 'feature')
  return `${which} of the file ${unknown.length === 1 ? 'is' : 'are'} not in ${run}, which has 0 to ${features - 1}: ${named}${rest}. Nothing can be imported; choose the run that the file was written for.`
}

/** Whether importing takes away something that was imported before. */
export function replaces({ earlier }: ImportPreview): boolean {
  return earlier.changed + earlier.gone > 0
}
