/** Calls about runs: configurations are checked here, trainings and analyses followed in jobs/. */
import { randomBytes } from 'node:crypto'
import type { RunMetrics } from '../../../contract/calls/runs'
import type { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import { checkConfig, defaultConfig } from '../../training/index'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { dataPlace } from '../jobs/data-place'
import { refuseLostFiles } from '../jobs/lost-files'

/** Density histograms that a chart of them can show. */
const mostDensities = 200

export function runService(core: Core): AreaHandlers<'runs'> {
  const open = (id: string, holder: object) => core.projects.get(id, holder)
  const tell = (project: string, store: ProjectStore, run: string) => {
    const record = store.runs.get(run)
    core.announce('run.changed', { project, run: record })
    return record
  }
  return {
    'runs.defaults': async ({ project, dataset, architecture, given }, { holder }) => {
      const { store } = await open(project, holder)
      return defaultConfig(architecture, datasetOf(store, dataset), given)
    },
    'runs.start': async ({ project: id, dataset, name, config, analyze }, context) => {
      const project = await open(id, context.holder)
      const { store } = project
      refuseReadOnly(store)
      const data = datasetOf(store, dataset)
      checkConfig(config, data)
      // Before the run is recorded: one that can not begin must not use up a name.
      await refuseLostFiles(core.spawner, dataPlace(store, data.id), context)
      // Which backend it is, the training says itself when it has started.
      const draft = { id: newRunId(), dataset: data.id, config, backend: '' }
      const run = store.runs.insert(name === undefined ? draft : { ...draft, name })
      core.trainings.start(project, run.id, analyze)
      return tell(id, store, run.id)
    },
    'runs.list': async ({ project }, { holder }) => (await open(project, holder)).store.runs.list(),
    'runs.get': async ({ project, run }, { holder }) => (await open(project, holder)).store.runs.get(run),
    'runs.pause': async ({ project, run }, { holder }) => core.trainings.pause(await open(project, holder), run),
    'runs.resume': async ({ project: id, run, analyze }, { holder }) => {
      const project = await open(id, holder)
      refuseReadOnly(project.store)
      await core.trainings.resume(project, run, analyze)
      return tell(id, project.store, run)
    },
    'runs.stop': async ({ project, run, keep }, { holder }) => core.trainings.stop(await open(project, holder), run, keep),
    'runs.checkpoint': async ({ project, run }, { holder }) => core.trainings.checkpoint(await open(project, holder), run),
    'runs.rename': async ({ project, run, name }, { holder }) => {
      const { store } = await open(project, holder)
      store.runs.update(run, { name })
      return tell(project, store, run)
    },
    'runs.setNote': async ({ project, run, note }, { holder }) => {
      const { store } = await open(project, holder)
      store.runs.update(run, { note })
      return tell(project, store, run)
    },
    'runs.delete': async ({ project: id, run }, { holder }) => {
      const project = await open(id, holder)
      refuseWhileUsed(core, project.id, run, core.trainings.isTraining(project, run) || core.analyses.isAnalyzing(run))
      project.indexes.forgetActivations(undefined, project.store.layout.analysesFolder(run))
      project.store.runs.remove(run)
      core.announce('run.deleted', { project: id, run })
      return null
    },
    'runs.metrics': async ({ project, run, ...range }, { holder }) => metricsOf((await open(project, holder)).store, run, range),
    'runs.analyze': async ({ project: id, run, step }, { holder }) => {
      const project = await open(id, holder)
      refuseReadOnly(project.store)
      return { job: core.analyses.start(project, run, step) }
    }
  }
}

function datasetOf(store: ProjectStore, id: string | undefined): Dataset {
  if (id !== undefined) return store.datasets.get(id)
  const first = store.datasets.list()[0]
  if (!first) throw new LoupeError('empty', 'This project has no data set')
  return first
}

function newRunId(): string {
  return `run-${randomBytes(6).toString('hex')}`
}

interface Range {
  fromStep: number
  toStep?: number | undefined
  maxPoints: number
}

function metricsOf(store: ProjectStore, run: string, { fromStep, toStep, maxPoints }: Range): RunMetrics {
  store.runs.get(run)
  const range = toStep === undefined ? { fromStep } : { fromStep, toStep }
  const columns = (['train', 'validation'] as const).map((split) => store.metrics.read(run, { split, maxPoints, ...range }))
  return {
    run,
    columns: columns.filter((column) => column.steps.length > 0),
    density: store.densities.list(run, { ...range, maxCount: mostDensities }),
    marks: store.marks.list(run, range)
  }
}

function refuseWhileUsed(core: Core, project: string, run: string, isUsed: boolean): void {
  if (!isUsed && !core.jobs.list(project).some((job) => job.run === run && job.state === 'running')) return
  throw new LoupeError('busy', 'This run is being worked on', { hint: 'Stop its job first, then delete it.' })
}
