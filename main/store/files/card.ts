/** What the browser of projects shows of a project: read in place, without its lock and without changing it. */
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ProjectCard } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { assemble } from '../assemble'
import { openInPlace } from '../database/read-database'
import type { ProjectStore } from '../project-store'
import { projectLayout } from './layout'

/** Points of the spark line. */
const lossPoints = 60

/** Never throws: a folder that is gone or can not be read says so in `state` and `problem`. */
export function readCard(folder: string, openedAt: number): ProjectCard {
  const path = resolve(folder)
  const empty = { folder: path, name: nameOfFolder(path), openedAt, runs: 0, labeled: 0, notInterpretable: 0 }
  if (!existsSync(path)) return { ...empty, state: 'missing' }
  try {
    return { ...empty, state: 'ready', ...factsOf(path) }
  } catch (thrown) {
    return { ...empty, state: 'unusable', problem: errorRecordFrom(thrown).message }
  }
}

function factsOf(folder: string): Partial<ProjectCard> {
  const layout = projectLayout(folder)
  const database = openInPlace(layout)
  try {
    return cardFacts(assemble(layout, database).store)
  } finally {
    database.close()
  }
}

/** The latest run is shown, and the data it was trained on. */
function cardFacts(store: ProjectStore): Partial<ProjectCard> {
  const runs = store.runs.list()
  const run = runs.at(-1)
  const datasets = store.datasets.list()
  const data = datasets.find((one) => one.id === run?.dataset) ?? datasets.at(-1)
  const facts: Partial<ProjectCard> = { name: store.meta.get().name, runs: runs.length }
  if (data) facts.data = { name: data.name, rows: data.rows, dIn: data.dIn }
  if (!run) return facts
  const { labeled, notInterpretable } = store.labels.progress(run.id)
  return { ...facts, labeled, notInterpretable, run: runFacts(store, run) }
}

function runFacts(store: ProjectStore, run: Run): ProjectCard['run'] {
  const { columns } = store.metrics.read(run.id, { split: 'train', keys: ['loss'], maxPoints: lossPoints })
  return {
    id: run.id,
    name: run.name,
    state: run.state,
    architecture: run.config.architecture,
    step: run.step,
    steps: run.config.steps,
    dSae: run.config.dSae,
    l0: run.validation?.l0,
    explainedVariance: run.validation?.explained_variance,
    loss: Array.from(columns.loss ?? []).filter(Number.isFinite)
  }
}

function nameOfFolder(path: string): string {
  return basename(path).replace(/\.loupe$/i, '')
}
