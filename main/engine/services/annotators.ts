/** Calls about annotators: their labels in and out as files, and how far two agree. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { agreementOf, disagreementsOf } from '../../analysis/agreement'
import { readAnnotations, writeAnnotations } from '../../interchange/index'
import type { ProjectStore } from '../../store/project-store'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function annotatorService(core: Core): AreaHandlers<'annotators'> {
  const storeOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store
  return {
    'annotators.list': async ({ project, run }, { holder }) => (await storeOf(project, holder)).opinions.annotators(run),
    'annotators.labels': async ({ project, run, author }, { holder }) =>
      (await storeOf(project, holder)).opinions.of(run, author),
    'annotators.export': async ({ project, run, author, path, overwrite }, { holder, paths }) => {
      paths.check(path)
      const store = await storeOf(project, holder)
      const opinions = store.opinions.of(run, author)
      if (opinions.length === 0) throw nothingOf(store, run, author)
      if (!overwrite && existsSync(path)) throw new LoupeError('exists', `There is a file ${path} already`, { place: path })
      const { name, config } = store.runs.get(run)
      const named = author === null || author === '' ? core.author || 'project' : author
      await writeAnnotations(resolve(path), { author: named, run: name, d_sae: config.dSae }, opinions)
      return { path: resolve(path), author: named, labels: opinions.length }
    },
    'annotators.import': async ({ project, run, path, author }, { holder, paths }) => {
      paths.check(path)
      const store = await storeOf(project, holder)
      const { head, opinions } = await fileFor(store, run, path)
      const name = author ?? head.author
      const replaced = store.opinions.replace(run, name, opinions)
      core.announce('labels.changed', { project, run })
      return { author: name, labels: opinions.length, replaced }
    },
    'annotators.remove': async ({ project, run, author }, { holder }) => {
      const removed = (await storeOf(project, holder)).opinions.replace(run, author, [])
      core.announce('labels.changed', { project, run })
      return { removed }
    },
    'annotators.agreement': async ({ project, run, one, other }, { holder }) => {
      const { opinions } = await storeOf(project, holder)
      return agreementOf(opinions.of(run, one), opinions.of(run, other), opinions.judgments(run, one, other))
    },
    'annotators.disagreements': async ({ project, run, one, other }, { holder }) => {
      const { opinions } = await storeOf(project, holder)
      return disagreementsOf(run, opinions.of(run, one), opinions.of(run, other), opinions.judgments(run, one, other))
    },
    'annotators.diff': async ({ project, run, author, path }, { holder, paths }) => {
      paths.check(path)
      const store = await storeOf(project, holder)
      const { head, opinions } = await fileFor(store, run, path)
      const here = store.opinions.of(run, author)
      return {
        author: head.author,
        onlyHere: withoutFeaturesOf(here, opinions),
        onlyInFile: withoutFeaturesOf(opinions, here),
        different: disagreementsOf(run, here, opinions, store.opinions.judgments(run, author, head.author))
      }
    },
    'annotators.judge': async ({ project, run, feature, ...pair }, { holder }) => {
      ;(await storeOf(project, holder)).opinions.judge(run, feature, pair)
      return null
    }
  }
}

/** A file of labels that are of a dictionary of the same width. */
async function fileFor(store: ProjectStore, run: string, path: string) {
  const { config, name } = store.runs.get(run)
  const file = await readAnnotations(resolve(path))
  const stranger = file.opinions.find(({ feature }) => feature >= config.dSae)
  if (stranger)
    throw new LoupeError('not-found', `${path} labels feature ${stranger.feature}, which ${name} does not have`, {
      hint: `The run has the features 0 to ${config.dSae - 1}. Nothing was imported.`,
      place: path
    })
  return file
}

function withoutFeaturesOf(some: readonly { feature: number }[], others: readonly { feature: number }[]): number[] {
  const known = new Set(others.map(({ feature }) => feature))
  return some.map(({ feature }) => feature).filter((feature) => !known.has(feature))
}

function nothingOf(store: ProjectStore, run: string, author: string | null): LoupeError {
  const names = store.opinions.annotators(run).map((one) => one.author || '(no name)')
  return new LoupeError('empty', author === null ? 'Nothing was labeled yet' : `${author} labeled nothing in this run`, {
    hint: names.length > 0 ? `There are labels of: ${names.join(', ')}.` : 'Label some features first.'
  })
}
