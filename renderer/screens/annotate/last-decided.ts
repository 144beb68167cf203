/** The features that were decided last, from the log of edits. Pure. */
import type { LabelEdit } from '../../../contract/records/label'
import { isAnswer } from './queue'

/** Each once, the latest first; undone edits do not count. */
export function lastDecided(edits: readonly LabelEdit[], most: number): number[] {
  const decided = edits.filter(({ applied, after }) => applied && after.status !== undefined && isAnswer(after.status))
  return [...new Set(decided.map(({ feature }) => feature))].slice(0, most)
}
