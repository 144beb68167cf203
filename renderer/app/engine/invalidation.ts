/**
 * Which answers are no longer true after an event or after a change made here. The one place that knows.
 * Events come from the engine for changes made anywhere; acts cover answers that no event speaks of.
 * What an event carries whole is put into the cache instead (cache-updates.ts).
 */
import type { Method } from '../../../contract/calls/index'
import type { EventName } from '../../../contract/events'

/** What is said of annotators follows every label. */
const ofAnnotators: Method[] = [
  'annotators.list',
  'annotators.ofFeature',
  'annotators.agreement',
  'annotators.disagreements',
  'annotators.inspect'
]

/** What follows from any label. */
const afterLabels: Method[] = [
  'annotation.queue',
  'labels.progress',
  'labels.timeline',
  'labels.recent',
  'labels.decided',
  'labels.history',
  'labels.search',
  'labels.restorable',
  'labels.tags',
  'suggestions.list',
  'suggestions.accept',
  'pins.list',
  'exports.plan',
  'checks.quizzes',
  ...ofAnnotators
]

export const staleAfterEvent: Record<EventName, Method[]> = {
  'job.changed': [],
  'run.changed': [],
  'run.deleted': ['runs.list', 'runs.get', 'pins.list', 'runs.metrics', 'projects.recent'],
  'run.frame': [],
  // Its own page and rows are in the event.
  'label.changed': afterLabels,
  'labels.changed': [...afterLabels, 'labels.get', 'features.ids', 'features.rows', 'features.page'],
  // What one says oneself is in lists in blind mode.
  'annotators.changed': [...ofAnnotators, 'features.rows', 'labels.search'],
  'checks.changed': ['checks.quizzes', 'checks.rules', 'features.ids', 'features.rows', 'features.page', 'exports.plan'],
  'annotation.changed': ['annotation.comments', 'annotation.groups', 'annotation.guide', 'labels.search', 'features.ids'],
  'suggestions.changed': ['suggestions.list', 'suggestions.accept', 'features.ids'],
  'analysis.changed': [
    // It has read them.
    'datasets.check',
    'annotation.queue',
    'runs.list',
    'runs.get',
    'features.ids',
    'features.rows',
    'features.page',
    'labels.progress',
    'labels.timeline',
    'studies.list',
    'studies.get',
    'suggestions.list',
    'pins.suggest',
    'exports.plan',
    'checks.rules'
  ],
  'drafts.changed': ['drafts.list', 'drafts.results'],
  'studies.changed': ['studies.list', 'studies.get', 'studies.answer', 'suggestions.list'],
  'pins.changed': ['pins.list', 'pins.examples', 'pins.suggest'],
  // Everything is asked again; see use-hand-over.ts.
  'project.handedOver': [],
  'views.changed': ['views.list', 'annotation.queue'],
  'projects.changed': ['projects.recent']
}

export const staleAfterAct: Partial<Record<Method, Method[]>> = {
  'projects.create': ['projects.recent'],
  'projects.open': ['projects.recent'],
  'projects.openSample': ['projects.recent', 'projects.samples'],
  'projects.forget': ['projects.recent'],
  'projects.close': ['projects.recent'],
  'datasets.relocate': ['projects.get', 'datasets.check', 'datasets.images'],
  'datasets.extend': ['projects.get', 'datasets.check', 'datasets.images'],
  'runs.start': ['runs.list', 'jobs.list'],
  'runs.pause': ['runs.list', 'runs.get'],
  'runs.resume': ['runs.list', 'runs.get', 'jobs.list'],
  'runs.stop': ['runs.list', 'runs.get'],
  'runs.checkpoint': ['runs.list', 'runs.get'],
  'runs.rename': ['runs.list', 'runs.get'],
  'runs.setNote': ['runs.list', 'runs.get'],
  'runs.setTags': ['runs.list', 'runs.get'],
  'runs.archive': ['runs.list', 'runs.get'],
  'runs.prune': ['runs.list', 'runs.get', 'pins.list'],
  'pins.measure': ['jobs.list'],
  'runs.sweep': ['runs.list', 'runs.groups', 'jobs.list'],
  'runs.stopGroup': ['runs.list', 'runs.get', 'jobs.list'],
  'runs.resumeGroup': ['runs.list', 'runs.get', 'jobs.list'],
  'runs.delete': ['runs.list', 'runs.groups'],
  'runs.analyze': ['jobs.list'],
  'studies.start': ['studies.list', 'jobs.list'],
  'studies.remove': ['studies.list'],
  'exports.write': ['exports.list', 'jobs.list'],
  'drafts.start': ['drafts.list', 'jobs.list'],
  'drafts.pause': ['drafts.list'],
  'drafts.resume': ['drafts.list', 'jobs.list'],
  'drafts.changeSettings': ['drafts.settings', 'drafts.estimate', 'drafts.list'],
  'drafts.remove': ['drafts.list'],
  'jobs.cancel': ['jobs.list']
}
