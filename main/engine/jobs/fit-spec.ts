/** Puts together what a process needs to compare a run's dictionary with another file. */
import type { ArraySource } from '../../../contract/records/basics'
import type { FitNumbers } from '../../../contract/records/fit'
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import type { FitSpec } from './protocol/analysis'
import { chosenCheckpoint } from './result-checkpoint'

/** Of the latest run with a checkpoint when none is named. Throws not-found. */
export function fitSpec(store: ProjectStore, source: ArraySource, id?: string, step?: number): FitSpec {
  const run = id === undefined ? latest(store) : store.runs.get(id)
  const { step: at } = chosenCheckpoint(store, run, step)
  const dataset = store.datasets.get(run.dataset)
  const { fvu, l0, dead } = run.validation ?? {}
  const trained: FitNumbers = {
    rows: dataset.validationRows,
    meanNorm: dataset.norms.mean,
    ...(fvu === undefined ? {} : { fvu }),
    ...(l0 === undefined ? {} : { l0 }),
    ...(dead === undefined ? {} : { deadShare: dead / run.config.dSae })
  }
  return {
    run: run.id,
    step: at,
    checkpoint: store.layout.checkpointFolder(run.id, at),
    indexFolder: store.datasets.folder(dataset.id),
    featuresFolder: run.config.featuresOf && store.layout.featuresFolder(run.id),
    source,
    outliers: dataset.outliers,
    trained
  }
}

function latest(store: ProjectStore): Run {
  const run = store.runs.list().findLast(({ checkpoints }) => checkpoints.length > 0)
  if (run) return run
  throw new LoupeError('not-found', 'This project has no trained run', { hint: 'Train one first.' })
}
