/** Calls about annotators: their labels in and out as files, how far two agree, and what is decided between them. */
import { repeatOf } from '../../../contract/records/annotator'
import { agreementOf, disagreementsOf } from '../../analysis/agreement'
import { drawRepeats } from '../../analysis/repeats'
import { exportLabels, fileFor, importLabels, inspectLabels } from '../annotation/label-files'
import { pairOf } from '../annotation/pair'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function annotatorService(core: Core): AreaHandlers<'annotators'> {
  const storeOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store
  return {
    'annotators.self': async () => ({ author: core.author }),
    'annotators.list': async ({ project, run }, { holder }) => (await storeOf(project, holder)).opinions.annotators(run),
    'annotators.labels': async ({ project, run, author }, { holder }) =>
      (await storeOf(project, holder)).opinions.of(run, author),
    'annotators.ofFeature': async ({ project, run, feature }, { holder }) =>
      (await storeOf(project, holder)).opinions.ofFeature(run, feature),
    'annotators.write': async ({ project, run, feature, change, group, repeat, author = core.author }, { holder }) => {
      const context = { author: repeat ? repeatOf(author) : author, by: author, ...(group === undefined ? {} : { group }) }
      const { at, ...said } = (await storeOf(project, holder)).opinions.write(run, feature, change, context)
      core.announce('annotators.changed', { project, run, feature })
      return { run, ...said, updatedAt: at }
    },
    'annotators.drawRepeats': async ({ project, run, author = core.author, ...wanted }, { holder }) => {
      const { opinions } = await storeOf(project, holder)
      return drawRepeats(opinions.of(run, author), opinions.of(run, repeatOf(author)), wanted)
    },
    'annotators.export': async ({ project, ...asked }, { holder, paths }) => {
      paths.check(asked.path)
      return exportLabels(await storeOf(project, holder), { ...asked, self: core.author })
    },
    'annotators.inspect': async ({ project, ...asked }, { holder, paths }) => {
      paths.check(asked.path)
      return inspectLabels(await storeOf(project, holder), asked)
    },
    'annotators.import': async ({ project, ...asked }, { holder, paths }) => {
      paths.check(asked.path)
      const taken = await importLabels(await storeOf(project, holder), asked)
      core.announce('annotators.changed', { project, run: asked.run })
      return taken
    },
    'annotators.remove': async ({ project, run, author }, { holder }) => {
      const removed = (await storeOf(project, holder)).opinions.replace(run, author, [])
      core.announce('annotators.changed', { project, run })
      return { removed }
    },
    'annotators.agreement': async ({ project, run, ...two }, { holder }) => {
      const { one, other, judged } = pairOf(await storeOf(project, holder), run, two)
      return agreementOf(one, other, judged)
    },
    'annotators.disagreements': async ({ project, run, settled, ...two }, { holder }) => {
      const { one, other, judged, finals } = pairOf(await storeOf(project, holder), run, two)
      return disagreementsOf(one, other, judged, { run, finals, settled })
    },
    'annotators.diff': async ({ project, run, author, path }, { holder, paths }) => {
      paths.check(path)
      const store = await storeOf(project, holder)
      const { head, opinions } = await fileFor(store, { run, path })
      const here = store.opinions.of(run, author)
      const { judged } = pairOf(store, run, { one: author, other: head.author })
      return {
        author: head.author,
        onlyHere: withoutFeaturesOf(here, opinions),
        onlyInFile: withoutFeaturesOf(opinions, here),
        different: disagreementsOf(here, opinions, judged, { run })
      }
    },
    'annotators.judge': async ({ project, run, feature, same, ...pair }, { holder }) => {
      ;(await storeOf(project, holder)).reviews.judge(run, feature, pair, same)
      core.announce('annotators.changed', { project, run })
      return null
    },
    'annotators.decide': async ({ project, run, feature, final, took, author = core.author, ...pair }, { holder }) => {
      const { reviews, labels } = await storeOf(project, holder)
      if (final === null) reviews.reopen(run, feature, pair)
      else core.announce('label.changed', { project, label: reviews.decide(run, feature, pair, { final, took, author }) })
      core.announce('annotators.changed', { project, run })
      return labels.get(run, feature)
    }
  }
}

function withoutFeaturesOf(some: readonly { feature: number }[], others: readonly { feature: number }[]): number[] {
  const known = new Set(others.map(({ feature }) => feature))
  return some.map(({ feature }) => feature).filter((feature) => !known.has(feature))
}
