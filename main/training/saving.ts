/** A run's state on its way to the disk. A full disk does not end a run: it waits for room, and tries again. */
import type { Batch } from '../../contract/records/arrays'
import type { Checkpoint } from '../../contract/records/run'
import { type ErrorRecord, errorRecordFrom } from '../../contract/wire/errors'
import type { Clock } from './clock'
import type { TrainingSink, TrainingState, TrainOptions } from './ports'

/** Stored when it resolves. Rejects with what the sink throws, unless waiting can help; with disk-full when nobody wants to wait. */
export async function saved(
  state: TrainingState,
  reason: Checkpoint['reason'],
  { sink, control, signal }: Pick<TrainOptions, 'sink' | 'control' | 'signal'>,
  clock: Clock
): Promise<void> {
  for (;;) {
    try {
      return await sink.checkpoint(state, reason)
    } catch (thrown) {
      const problem = errorRecordFrom(thrown)
      if (problem.code !== 'disk-full' || control.wanted() === 'stop') throw thrown
      tellHeldUp(sink, state.step, problem)
      clock.pause()
      await control.heldUp(problem)
      clock.resume()
      signal.throwIfAborted()
    }
  }
}

/** For inspection only: a full disk is no reason to say more than that the step was skipped. */
export async function keepBatch(sink: TrainingSink, step: number, batch: Batch): Promise<void> {
  try {
    await sink.keepBatch(step, batch)
  } catch (thrown) {
    if (errorRecordFrom(thrown).code !== 'disk-full') throw thrown
  }
}

function tellHeldUp(sink: TrainingSink, step: number, problem: ErrorRecord): void {
  sink.mark({ step, kind: 'held-up', text: `Waits at step ${step} for room on the disk` })
  sink.warning({
    step,
    title: 'The disk is full',
    detail: `The checkpoint of step ${step} could not be written, so the run waits. Make room, then resume it: nothing is lost.${problem.place ? ` Place: ${problem.place}` : ''}`
  })
}
