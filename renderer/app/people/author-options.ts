/** Annotators as the choices of a select, which knows texts only: a name has no line break, so one stands for the project. */
import type { Annotator } from '../../../contract/records/annotator'
import { formatPlural } from '../../widgets/format'
import { nameOf } from './who'

const project = '\n'

export function choiceOf(author: string | null): string {
  return author ?? project
}

export function authorOf(choice: string): string | null {
  return choice === project ? null : choice
}

/** The labels of the project first. */
export function authorOptions(annotators: readonly Annotator[]): { value: string; label: string }[] {
  const people = annotators.map(({ author, labels, imported }) => ({
    value: author,
    label: `${nameOf(author)}, ${formatPlural(labels, 'label')}${imported ? ', imported' : ''}`
  }))
  return [{ value: project, label: 'Labels of the project' }, ...people]
}
