/** Puts together what a process needs to compare a run's dictionary with another file. */
import type { ArraySource } from '../../../contract/records/basics'
import type { FitNumbers } from '../../../contract/records/fit'
import type { Checkpoint, Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import type { FitSpec } from './protocol'

/** Of the latest run with a checkpoint when none is named. Throws not-found. */
export function fitSpec(store: ProjectStore, source: ArraySource, id?: string, step?: number): FitSpec {
  const run = id === undefined ? latest(store) : store.runs.get(id)
  const { step: at } = checkpointOf(run, step)
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
    indexFolder: store.layout.datasetFolder(dataset.id),
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

function checkpointOf({ name, checkpoints }: Run, step: number | undefined): Checkpoint {
  const found = step === undefined ? checkpoints.at(-1) : checkpoints.find((one) => one.step === step)
  if (found) return found
  throw new LoupeError('not-found', `Run ${name} has no checkpoint${step === undefined ? '' : ` of step ${step}`}`, {
    hint:
      checkpoints.length > 0 ? `It has those of steps ${checkpoints.map((one) => one.step).join(', ')}.` : 'Train it for a while.'
  })
}
