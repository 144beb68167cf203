/** Whether two questions ask the same: whatever the order of their keys, with what is left out filled in. Pure. */
import type { Params } from '../../../contract/calls/index'
import { StudyQuestion } from '../../../contract/records/studies/kinds'

/** As a screen asks it: what has a default may be left out. */
export type AskedQuestion = Params<'studies.start'>['question']

export function isSameQuestion(one: AskedQuestion, other: AskedQuestion): boolean {
  return questionKey(one) === questionKey(other)
}

export function questionKey(question: AskedQuestion): string {
  const checked = StudyQuestion.safeParse(question)
  return JSON.stringify(sorted(checked.success ? checked.data : question))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}
