/** By what the rows of a data set can be grouped into patterns, and which of it comes first. Pure. */
import type { Dataset } from '../../../contract/records/dataset'
import { type PatternSource, usualPatterns } from '../../../contract/records/studies/patterns'

export interface SourceChoice {
  /** Stands for it in a select. */
  key: string
  label: string
  /** What a pattern is called, plural. */
  noun: string
  source: PatternSource
}

/** Label columns with at least two categories, then documents, then the text of the rows. */
export function sourceChoices(dataset: Dataset | undefined): SourceChoice[] {
  const columns = dataset?.rowTable?.columns ?? []
  const labels = columns.filter(
    ({ role, kind, categories }) => role === 'label' && kind === 'category' && (categories?.length ?? 2) > 1
  )
  const choices: SourceChoice[] = labels.map(({ name }) => ({
    key: `column ${name}`,
    label: `by ${name}`,
    noun: 'categories',
    source: { column: name }
  }))
  if ((dataset?.documents ?? 0) > 1)
    choices.push({ key: 'documents', label: 'by document', noun: 'documents', source: { documents: true } })
  if (columns.some(({ role }) => role === 'token'))
    choices.push({ key: 'phrases', label: 'by text', noun: 'texts', source: { phrases: true } })
  return choices
}

/** The one to begin with: texts of a data set that has few rows, else the first. */
export function firstChoice(choices: readonly SourceChoice[], rows: number): SourceChoice | undefined {
  const phrases = choices.find(({ key }) => key === 'phrases')
  return rows <= usualPatterns && phrases ? phrases : choices[0]
}
