/**
 * The training loop: batches in, metrics, checkpoints and a dictionary out. Run by the train job with
 *   await train({ config, data, sink, control, signal })          // a new run
 *   await train({ …, resume: state })                             // one that goes on, bit for bit
 * Losses are in dictionaries/architectures, rates in schedule.ts, what is watched in health.ts, what is measured in session.ts.
 */
import { LoupeError } from '../../contract/wire/errors'
import { createLearner } from '../dictionaries'
import { checkConfig } from './check-config'
import type { TrainOptions } from './ports'
import { coefficientsAt } from './schedule'
import { Session } from './session'

export interface TrainResult {
  /** Steps done. */
  step: number
  outcome: 'done' | 'stopped'
}

/** Trains until the last step or until `control` wants a stop. Throws config, not-finite, wrong-shape, cancelled. */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { config, data, resume, control, signal } = options
  checkConfig(config, data)
  const inputs = { dIn: data.dIn, inputScale: resume?.inputScale ?? data.inputScale, mean: resume?.mean ?? data.mean }
  const learner = await createLearner(config, inputs, resume?.tensors)
  try {
    const session = new Session(options, learner)
    if (session.step >= config.steps) return { step: session.step, outcome: 'done' }

    for await (const batch of session.clock.awaited(data.batches(session.step))) {
      if (await stopWanted(options, session)) return { step: session.step, outcome: 'stopped' }

      const coefficients = coefficientsAt(config, session.step)
      coefficients.learningRate *= session.health.rateFactor
      const numbers = learner.step(batch, coefficients)
      session.addStep(batch.count, numbers, coefficients)

      const last = session.step === config.steps
      if (last || session.step % config.validateEverySteps === 0) await session.validate(coefficients.l1Coefficient)
      if (last) await session.checkpoint('final')
      else if (control.takeCheckpointRequest()) await session.checkpoint('asked')
      else if (session.step % config.checkpointEverySteps === 0) await session.checkpoint('regular')
      if (last) return { step: session.step, outcome: 'done' }

      await otherWork()
      throwIfCancelled(signal)
    }
    throw new LoupeError('internal', `The batches ended after step ${session.step} of ${config.steps}.`)
  } finally {
    learner.dispose()
  }
}

/** Waits out pauses. A checkpoint is safe before either a pause or a stop. */
async function stopWanted({ control, signal }: TrainOptions, session: Session): Promise<boolean> {
  while (control.wanted() === 'pause') {
    await session.checkpoint('paused')
    session.clock.pause()
    await control.whenResumed()
    session.clock.resume()
    throwIfCancelled(signal)
  }
  if (control.wanted() !== 'stop') return false
  await session.checkpoint('stopped')
  return true
}

/** Lets messages in: a step blocks the event loop, and promises alone never give it back. */
function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new LoupeError('cancelled', 'The training was cancelled.')
}
