/** What a model answered, as a label or as verdicts. An answer is text of a stranger: looked through for one form, bounded, kept plain. */
import { textLimits } from '../../contract/records/label'
import { bounded } from './plain-text'

/** The word before the label that the prompt asks for, as delphi's. */
export const labelMark = '[EXPLANATION]:'

/** The label of an answer: what stands behind the last mark, else all of it; undefined where nothing is left. */
export function labelFrom(answer: string): string | undefined {
  const spoken = withoutThoughts(answer)
  const at = spoken.toUpperCase().lastIndexOf(labelMark)
  const said = at < 0 ? spoken : spoken.slice(at + labelMark.length)
  const line = bounded(said, textLimits.label).replace(/^["“'*\s]+|["”'*\s]+$/g, '')
  return line === '' ? undefined : line
}

/** One verdict for each of `count` rows: the last list of exactly so many zeros and ones; undefined where there is none. */
export function verdictsFrom(answer: string, count: number): boolean[] | undefined {
  const spoken = withoutThoughts(answer)
  for (let end = spoken.lastIndexOf(']'); end >= 0; end = spoken.lastIndexOf(']', end - 1)) {
    const begin = spoken.lastIndexOf('[', end)
    if (begin < 0) return undefined
    const verdicts = verdictsIn(spoken.slice(begin + 1, end))
    if (verdicts?.length === count) return verdicts
    if (end === 0) break
  }
  return undefined
}

function verdictsIn(list: string): boolean[] | undefined {
  if (!/^\s*[01](\s*,\s*[01])*\s*,?\s*$/.test(list)) return undefined
  return Array.from(list.matchAll(/[01]/g), ([digit]) => digit === '1')
}

/** Reasoning models think aloud first; what they think is no answer. */
function withoutThoughts(answer: string): string {
  const end = answer.lastIndexOf('</think>')
  return end < 0 ? answer : answer.slice(end + '</think>'.length)
}
