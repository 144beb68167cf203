/** Checkpoints of a run as the store has them: the one that is its result, and those that nothing needs. The rules are the training station's. */
import type { Checkpoint, Run, StartFrom } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import { bestStep, resultStep, spareCheckpoints, type Validated } from '../../training/index'

/** The checkpoint of `step`, or the run's result where none is named; throws not-found with those that there are. */
export function chosenCheckpoint(store: ProjectStore, { id, name, config, checkpoints }: Run, step?: number): Checkpoint {
  const wanted = step ?? resultStep(checkpoints, config, validationsOf(store, id))
  const found = checkpoints.find((one) => one.step === wanted)
  if (found) return found
  throw new LoupeError('not-found', `Run ${name} has no checkpoint${step === undefined ? ' yet' : ` of step ${step}`}`, {
    hint:
      checkpoints.length > 0
        ? `It has those of steps ${checkpoints.map((one) => one.step).join(', ')}.`
        : 'Train it for a while, or write a checkpoint now.'
  })
}

/**
 * Steps of those that may go: by the run's own rule, or `keep` of the regular ones. The best stays, the analyzed one, and those
 * that a waiting run is to start from.
 */
export function spareSteps(store: ProjectStore, run: Run, keep = run.config.keepCheckpoints): number[] {
  const used = [bestStep(run.checkpoints, validationsOf(store, run.id)), run.analysis?.step]
  const spare = spareCheckpoints(run.checkpoints, keep === undefined ? {} : { keepCheckpoints: keep }, used)
  if (spare.length === 0) return spare
  const awaited = awaitedSteps(store, run.id)
  return spare.filter((step) => !awaited.includes(step))
}

/** Steps that runs which have not begun yet need. */
function awaitedSteps(store: ProjectStore, run: string): (number | undefined)[] {
  const waiting = store.runs.list().filter(({ state, checkpoints }) => state === 'queued' && checkpoints.length === 0)
  const sources = waiting.flatMap(({ config }): (StartFrom | undefined)[] => [config.startFrom, config.featuresOf])
  return sources.filter((source) => source?.run === run).map((source) => source?.step)
}

function validationsOf(store: ProjectStore, run: string): Validated[] {
  const { steps, columns } = store.metrics.read(run, { split: 'validation', keys: ['fvu'] })
  const { fvu } = columns
  if (!fvu) return []
  return Array.from(steps, (step, i) => ({ step, fvu: fvu[i] })).filter((one) => Number.isFinite(one.fvu))
}
