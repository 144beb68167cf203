/** Labels of one annotator in and out as files: what a file would bring, and bringing it. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AnnotationsHead, ImportPreview, Opinion } from '../../../contract/records/annotator'
import { LoupeError } from '../../../contract/wire/errors'
import { disagreementsOf } from '../../analysis/agreement'
import { type Annotations, readAnnotations, writeAnnotations } from '../../interchange/index'
import type { ProjectStore } from '../../store/project-store'
import { pairOf } from './pair'

export interface LabelFile {
  run: string
  path: string
  /** Another name than the file's. */
  author?: string | undefined
}

interface LabelFileOut {
  run: string
  /** Null: the labels of the project, under the name `self`. */
  author: string | null
  self: string
  path: string
  overwrite: boolean
}

export async function exportLabels(store: ProjectStore, { run, author, self, path, overwrite }: LabelFileOut) {
  const opinions = store.opinions.of(run, author)
  if (opinions.length === 0) throw nothingOf(store, run, author)
  if (!overwrite && existsSync(path)) throw new LoupeError('exists', `There is a file ${path} already`, { place: path })
  const { name, config } = store.runs.get(run)
  const named = author === null || author === '' ? self || 'project' : author
  await writeAnnotations(resolve(path), { author: named, run: name, d_sae: config.dSae }, opinions)
  return { path: resolve(path), author: named, labels: opinions.length }
}

export async function inspectLabels(store: ProjectStore, file: LabelFile): Promise<ImportPreview> {
  const { head, opinions } = await readAnnotations(resolve(file.path))
  const { dSae } = store.runs.get(file.run).config
  const author = file.author ?? head.author
  const known = opinions.filter(({ feature }) => feature < dSae)
  const project = pairOf(store, file.run, { one: null, other: author }).one
  const here = new Set(project.map(({ feature }) => feature))
  const conflicts = disagreementsOf(project, known, new Map(), { run: file.run }).length
  const shared = known.filter(({ feature }) => here.has(feature)).length
  const written = new Set(store.labels.by(file.run, author).map(({ feature }) => feature))
  return {
    author: head.author,
    run: head.run,
    labels: opinions.length,
    labeled: countOf(opinions, 'labeled'),
    notInterpretable: countOf(opinions, 'not-interpretable'),
    unknown: opinions.map(({ feature }) => feature).filter((feature) => feature >= dSae),
    earlier: earlierOf(store, file.run, author, known),
    alsoHere: known.filter(({ feature }) => written.has(feature)).length,
    conflicts,
    same: shared - conflicts,
    onlyInFile: known.length - shared
  }
}

export async function importLabels(store: ProjectStore, { replace, ...file }: LabelFile & { replace: boolean }) {
  const { head, opinions } = await fileFor(store, file)
  const author = file.author ?? head.author
  const { changed, gone } = earlierOf(store, file.run, author, opinions)
  if (!replace && changed + gone > 0)
    throw new LoupeError('exists', `Labels of ${author} were imported before, and ${file.path} says something else`, {
      hint: `${changed} of them would change and ${gone} would go. Replace them, or import the file under another name.`,
      place: file.path
    })
  return { author, labels: opinions.length, replaced: store.opinions.replace(file.run, author, opinions) }
}

/** A file of labels that are all of features that the run has. */
export async function fileFor(store: ProjectStore, { run, path }: LabelFile): Promise<Annotations> {
  const { config, name } = store.runs.get(run)
  return readAnnotations(resolve(path), { features: config.dSae, of: name })
}

function earlierOf(store: ProjectStore, run: string, author: string, opinions: readonly Opinion[]): ImportPreview['earlier'] {
  const before = store.opinions.imported(run, author)
  const after = new Map(opinions.map((opinion) => [opinion.feature, JSON.stringify(sorted(opinion))]))
  const gone = before.filter(({ feature }) => !after.has(feature)).length
  const kept = before.filter((opinion) => after.get(opinion.feature) === JSON.stringify(sorted(opinion))).length
  return { labels: before.length, changed: before.length - gone - kept, gone }
}

function sorted({ feature, at, label, notes, tags, confidence, status }: Opinion): unknown[] {
  return [feature, at, label, notes, tags, confidence, status]
}

function countOf(opinions: readonly Opinion[], status: Opinion['status']): number {
  return opinions.filter((opinion) => opinion.status === status).length
}

function nothingOf(store: ProjectStore, run: string, author: AnnotationsHead['author'] | null): LoupeError {
  const names = store.opinions.annotators(run).map((one) => one.author || '(no name)')
  return new LoupeError('empty', author === null ? 'Nothing was labeled yet' : `${author} labeled nothing in this run`, {
    hint: names.length > 0 ? `There are labels of: ${names.join(', ')}.` : 'Label some features first.'
  })
}
