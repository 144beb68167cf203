/**
 * The training loop: batches in, metrics, checkpoints and a dictionary out. Run by the train job with
 *   await train({ config, data, sink, control, signal })          // a new run
 *   await train({ …, resume: state })                             // one that goes on, bit for bit
 * Losses are in dictionaries/architectures, rates in schedule.ts, what is watched in health.ts, what is measured in session.ts,
 * when a run ends before its last step in early-stopping.ts, what happens on a full disk in saving.ts.
 */
import { LoupeError } from '../../contract/wire/errors'
import { collectAfter, createLearner } from '../dictionaries'
import { checkConfig } from './check-config'
import { sizeOfFacts } from './data-size'
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
  const { resume, ...rest } = options
  const { config, data, start, control, signal } = rest
  const { facts } = resume ?? data
  // What goes on was checked when it began.
  if (!resume) checkConfig(config, sizeOfFacts(facts, data.trainRows))
  const learner = await createLearner(config, facts, resume?.tensors, start)
  try {
    const session = new Session(rest, learner, resume)
    if (resume) resume.tensors = {}
    // What the weights began with.
    collectAfter(config.dSae * facts.dIn)
    if (session.isOver) return { step: session.step, outcome: 'done' }

    for await (const batch of session.clock.awaited(data.batches(session.step))) {
      if (await stopWanted(rest, session)) return { step: session.step, outcome: 'stopped' }

      const coefficients = coefficientsAt(config, session.step)
      coefficients.learningRate *= session.health.rateFactor
      const numbers = learner.step(batch, coefficients)
      await session.addStep(batch, numbers, coefficients)

      const isDue = (every: number) => session.step === config.steps || session.step % every === 0
      if (isDue(config.validateEverySteps)) await session.validate(coefficients.sparsityCoefficient)
      if (session.isOver) await session.checkpoint('final')
      else if (control.takeCheckpointRequest()) await session.checkpoint('asked')
      else if (isDue(config.checkpointEverySteps)) await session.checkpoint('regular')
      if (session.isOver) return { step: session.step, outcome: 'done' }

      await otherWork()
      throwIfCancelled(signal)
    }
    throw new LoupeError('internal', `The batches ended after step ${session.step} of ${config.steps}.`)
  } finally {
    learner.dispose()
  }
}

/** Waits out pauses. A checkpoint is safe before either a pause or a stop. */
async function stopWanted({ control, signal }: Pick<TrainOptions, 'control' | 'signal'>, session: Session): Promise<boolean> {
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
