/**
 * Calls about runs: configurations are checked here, trainings and analyses followed in jobs/.
 * Groups of runs are run-groups.ts's, tidying run-upkeep.ts's.
 */
import { randomBytes } from 'node:crypto'
import type { RunMetrics } from '../../../contract/calls/runs'
import type { ProjectStore } from '../../store/project-store'
import { checkConfig, defaultConfig } from '../../training/index'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { dataPlace } from '../jobs/data-place'
import { estimate } from '../jobs/estimate'
import { refuseLostFiles } from '../jobs/lost-files'
import { dataSize, estimateSpec, withSources } from '../jobs/train-spec'
import { chosenDataset } from './chosen-dataset'
import { runGroupHandlers } from './run-groups'
import { runRecords } from './run-records'
import { runUpkeepHandlers } from './run-upkeep'

/** Density histograms that a chart of them can show. */
const mostDensities = 200

export function runService(core: Core): AreaHandlers<'runs'> {
  const { open, current, tell, change } = runRecords(core)
  return {
    ...runGroupHandlers(core),
    ...runUpkeepHandlers(core),
    'runs.defaults': async ({ project, dataset, architecture, given }, { holder }) => {
      const { store } = await open(project, holder)
      return defaultConfig(architecture, dataSize(store, chosenDataset(store, dataset), given), given)
    },
    'runs.start': async ({ project: id, dataset, name, config, analyze }, context) => {
      const project = await open(id, context.holder)
      const { store } = project
      refuseReadOnly(store)
      const data = chosenDataset(store, dataset)
      checkConfig(config, dataSize(store, data, config))
      // Before the run is recorded: one that can not begin must not use up a name.
      await refuseLostFiles(core.spawner, dataPlace(store, data.id), context)
      // Which backend it is, the training says itself when it has started.
      const draft = { id: newRunId(), dataset: data.id, config: withSources(store, config), backend: '' }
      const run = store.runs.insert(name === undefined ? draft : { ...draft, name })
      void core.trainings.start(project, run.id, { analyze })
      return tell(project, run.id)
    },
    'runs.estimate': async ({ project, dataset, config }, context) => {
      const { store } = await open(project, context.holder)
      const data = chosenDataset(store, dataset)
      checkConfig(config, dataSize(store, data, config))
      return estimate(core.spawner, estimateSpec(store, data, withSources(store, config)), context)
    },
    'runs.list': async ({ project: id }, { holder }) => {
      const project = await open(id, holder)
      return project.store.runs.list().map((run) => core.trainings.current(project, run))
    },
    'runs.get': async ({ project, run }, { holder }) => current(await open(project, holder), run),
    'runs.pause': async ({ project: id, run }, { holder }) => {
      const project = await open(id, holder)
      await core.trainings.pause(project, run)
      return current(project, run)
    },
    'runs.resume': async ({ project: id, run, analyze }, { holder }) => {
      const project = await open(id, holder)
      refuseReadOnly(project.store)
      await core.trainings.resume(project, run, analyze)
      return tell(project, run)
    },
    'runs.stop': async ({ project: id, run, keep }, { holder }) => {
      const project = await open(id, holder)
      const isWaiting = project.store.runs.get(run).state === 'queued' && !core.trainings.isTraining(project, run)
      if (isWaiting) return change(project, run, { state: 'stopped', finishedAt: Date.now() })
      await core.trainings.stop(project, run, { keep })
      return current(project, run)
    },
    'runs.checkpoint': async ({ project: id, run }, { holder }) => {
      const project = await open(id, holder)
      await core.trainings.checkpoint(project, run)
      return current(project, run)
    },
    'runs.metrics': async ({ project, run, ...range }, { holder }) => metricsOf((await open(project, holder)).store, run, range),
    'runs.analyze': async ({ project: id, run, step, fresh }, { holder }) => {
      const project = await open(id, holder)
      refuseReadOnly(project.store)
      const upToDate = !fresh && (await core.analyses.isUpToDate(project, run, step))
      if (upToDate) return { job: core.analyses.nothingToDo(project, run), upToDate, pass: 'whole' }
      return { ...core.analyses.start(project, run, { step, fresh }), upToDate }
    }
  }
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
