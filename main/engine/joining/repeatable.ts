/** Calls that are done again when the other Loupe ended before it answered. */
import type { Method } from '../../../contract/calls/index'

/** What comes to the same done once or twice: nothing a person wrote is lost when the other Loupe ends in the middle. */
const edits: readonly Method[] = ['labels.edit', 'labels.editMany', 'labels.bulk', 'annotation.setGuide', 'checks.setRule']

/** What only reads: two commands at a time see no more of each other than a moment's wait. */
const reads: readonly Method[] = [
  'annotation.queue',
  'annotation.comments',
  'annotation.groups',
  'annotation.guide',
  'annotators.list',
  'annotators.labels',
  'annotators.ofFeature',
  'annotators.inspect',
  'annotators.agreement',
  'annotators.disagreements',
  'annotators.diff',
  'checks.quizzes',
  'checks.rules',
  'datasets.preview',
  'datasets.images',
  'drafts.list',
  'drafts.results',
  'exports.plan',
  'exports.list',
  'features.ids',
  'features.rows',
  'features.page',
  'features.between',
  'features.contrast',
  'labels.get',
  'labels.asOf',
  'labels.restorable',
  'labels.history',
  'labels.recent',
  'labels.decided',
  'labels.progress',
  'labels.timeline',
  'labels.search',
  'labels.tags',
  'pins.list',
  'pins.examples',
  'projects.get',
  'rows.page',
  'rows.find',
  'rows.explain',
  'rows.writers',
  'runs.defaults',
  'runs.list',
  'runs.get',
  'runs.metrics',
  'runs.groups',
  'studies.list',
  'studies.get',
  'studies.answer',
  'studies.slice',
  'suggestions.list',
  'views.list'
]

const repeatable = new Set<Method>([...edits, ...reads])

export function isRepeatable(method: Method): boolean {
  return repeatable.has(method)
}
