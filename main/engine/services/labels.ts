/** Calls about labels: the store keeps them, every window hears of a change. */
import type { RevertedStep, RevertedThing } from '../../../contract/calls/labels'
import { answers, type Label } from '../../../contract/records/label'
import { timelineOf } from '../../analysis/timeline'
import type { LabelStore } from '../../store/label-records'
import type { ProjectStore } from '../../store/project-store'
import { followLabels } from '../annotation/follow-labels'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'

/** More labels than this are announced as one event: windows ask again for what they show. */
const mostSingly = 100
/** Groups that a search gives beside the features. */
const mostGroups = 10

export function labelService(core: Core): AreaHandlers<'labels'> {
  /** Who must not know what others say; undefined for everybody else. */
  const ownOf = ({ blind, author = core.author }: { blind: boolean; author?: string | undefined }) => (blind ? author : undefined)
  const whose = (who: { blind: boolean; author?: string | undefined }) => ownOf(who) ?? who.author
  const labelsOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store.labels
  const tell = (project: string, run: string, labels: readonly Label[]) => {
    if (labels.length > mostSingly) core.announce('labels.changed', { project, run })
    else for (const label of labels) core.announce('label.changed', { project, label })
  }
  /** Reads what is announced only where it is announced singly. */
  const tellOf = (project: string, run: string, labels: LabelStore, features: readonly number[]) => {
    if (features.length > mostSingly) core.announce('labels.changed', { project, run })
    else tell(project, run, labels.many(run, features))
  }
  const tellThing = (project: string, labels: LabelStore, thing: RevertedThing) => {
    if ('view' in thing) core.announce('views.changed', { project })
    else if ('rules' in thing) core.announce('checks.changed', { project, run: thing.rules.run })
    else if ('opinions' in thing) {
      const { run, labels: own = [] } = thing.opinions
      if (own.length > 0) core.announce('labels.changed', { project, run })
      core.announce('annotators.changed', { project, run })
    } else if ('guide' in thing) {
      core.announce('annotation.changed', { project })
      for (const { run, features } of thing.guide.labels) tellOf(project, run, labels, features)
    } else core.announce('annotation.changed', { project, run: ('group' in thing ? thing.group : thing.comment).run })
  }
  const revert = (project: string, { annotation, labels }: ProjectStore, way: 'undo' | 'redo', author?: string): RevertedStep => {
    const context = author === undefined ? {} : { author }
    const thing = annotation[way](context)
    if (thing) {
      tellThing(project, labels, thing)
      return thing
    }
    const reverted = labels[way](context)
    if (reverted) tellOf(project, reverted.label.run, labels, reverted.features)
    return reverted
  }
  const changedBy = (project: string, run: string, labels: readonly Label[]) => {
    tell(project, run, labels)
    return { features: Uint32Array.from(labels, ({ feature }) => feature) }
  }
  return {
    'labels.get': async ({ project, run, feature }, { holder }) => (await labelsOf(project, holder)).get(run, feature),
    'labels.edit': async ({ project, run, feature, change, group, author = core.author }, { holder }) => {
      const labels = await labelsOf(project, holder)
      const label = labels.edit(run, feature, change, { author, ...(group === undefined ? {} : { group }) })
      tell(project, run, [label])
      return label
    },
    'labels.editMany': async ({ project, run, edits, author = core.author }, { holder }) => {
      const labels = (await labelsOf(project, holder)).editMany(run, edits, { author })
      tell(project, run, labels)
      return labels
    },
    'labels.bulk': async ({ project, run, features, change, addTags, removeTags, blind, author = core.author }, { holder }) => {
      const { labels, opinions } = (await core.projects.get(project, holder)).store
      const [wanted, given] = [[...new Set(features)], { change, addTags, removeTags }]
      if (!blind) return changedBy(project, run, labels.bulk(run, wanted, given, { author }))
      const changed = opinions.bulk(run, wanted, given, { author })
      tell(project, run, changed.labels)
      if (changed.beside.length > 0) core.announce('annotators.changed', { project, run })
      return { features: Uint32Array.from([...changed.labels.map(({ feature }) => feature), ...changed.beside]) }
    },
    'labels.undo': async ({ project, ...who }, { holder }) =>
      revert(project, (await core.projects.get(project, holder)).store, 'undo', whose(who)),
    'labels.redo': async ({ project, ...who }, { holder }) =>
      revert(project, (await core.projects.get(project, holder)).store, 'redo', whose(who)),
    'labels.asOf': async ({ project, run, at }, { holder }) => (await labelsOf(project, holder)).asOf(run, at),
    'labels.restore': async ({ project, run, to, author = core.author }, { holder }) => {
      const labels = await labelsOf(project, holder)
      if ('asOf' in to) return changedBy(project, run, labels.restoreAsOf(run, to.asOf, { author }))
      if ('edit' in to) return changedBy(project, run, labels.restoreVersion(run, to.feature, to.edit, { author }))
      const window = {
        ...(to.withoutAuthor === undefined ? {} : { author: to.withoutAuthor }),
        ...(to.withoutFrom === undefined ? {} : { from: to.withoutFrom }),
        ...(to.withoutTo === undefined ? {} : { to: to.withoutTo })
      }
      return changedBy(project, run, labels.restoreWithout(run, window, { author }))
    },
    'labels.restorable': async ({ project, run, to, most }, { holder }) => {
      const changes = (await labelsOf(project, holder)).restorable(run, to)
      return { total: changes.length, changes: changes.slice(0, most) }
    },
    'labels.history': async ({ project, run, feature, blind, author = core.author }, { holder }) => {
      const edits = (await labelsOf(project, holder)).history(run, feature)
      return blind ? edits.filter((edit) => edit.author === author) : edits
    },
    'labels.recent': async ({ project, run, limit, ...who }, { holder }) =>
      (await labelsOf(project, holder)).recent(run, limit, ownOf(who)),
    'labels.decided': async ({ project, run, limit, ...who }, { holder }) => {
      const { labels, opinions } = (await core.projects.get(project, holder)).store
      const own = ownOf(who)
      if (own === undefined) return { features: labels.decided(run, limit) }
      const decided = opinions.of(run, own).filter(({ status }) => answers.includes(status))
      return {
        features: decided
          .sort((one, other) => other.at - one.at)
          .slice(0, limit)
          .map(({ feature }) => feature)
      }
    },
    'labels.progress': async ({ project, run, ...who }, { holder }) =>
      (await labelsOf(project, holder)).progress(run, ownOf(who)),
    'labels.timeline': async ({ project, run, utcOffsetMinutes }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      const columns = store.features.analysis(run) ? store.features.columns(run) : undefined
      const shares = columns ? { mass: columns.mass, explained: columns.explainedShare } : {}
      return timelineOf(store.labels.events(run), shares, utcOffsetMinutes ?? -new Date().getTimezoneOffset())
    },
    'labels.search': async ({ project, run, text, most, blind, author = core.author }, { holder }) => {
      const words = text.split(/\s+/).filter((word) => word !== '')
      const { store } = await core.projects.get(project, holder)
      if (words.length === 0) return { hits: [], groups: [], more: false }
      const hits = blind ? store.opinions.search(run, author, words, most + 1) : store.labels.search(run, words, most + 1)
      const groups = store.annotation.searchGroups(run, words, mostGroups)
      return { hits: hits.slice(0, most), groups, more: hits.length > most }
    },
    'labels.follow': async ({ project, ...asked }, { holder, signal, progress }) => {
      const open = await core.projects.get(project, holder)
      refuseReadOnly(open.store)
      const report = await followLabels(open, core.studies, asked, { signal, progress })
      core.announce('suggestions.changed', { project, run: asked.run })
      return report
    },
    'labels.tags': async ({ project }, { holder }) => (await labelsOf(project, holder)).tags()
  }
}
