/**
 * What a learner is: one training in progress, moved by one optimizer step per batch; and how one is made.
 * Order, rates, checkpoints and health are the training station's; the losses are the architectures'.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import type { VarianceSums } from '../maths/explained-variance'
import { type ParameterName, parameterNames } from './architectures/architecture'
import { pathFor } from './architectures/choose'
import { initialParameters } from './architectures/initial'
import { startBackend } from './backend/start'
import { BackendLearner } from './backend-learner'
import type { Dictionary } from './dictionary'

export interface StepCoefficients {
  learningRate: number
  /** λ of this step. */
  l1Coefficient: number
}

/** Numbers of one step, in units of scaled inputs, over its rows (definitions in contract/records/metrics.ts). */
export interface StepNumbers {
  /** False when a loss or a gradient was not finite: then nothing was changed, and the other numbers may not be finite. */
  finite: boolean
  loss: number
  mse: number
  sparsityLoss?: number
  auxLoss?: number
  /** Over this batch's own mean; undefined where all its rows are equal. */
  fvu?: number
  l0: number
  l1: number
  /** Before clipping. */
  gradientNorm: number
  /** Features that fired on no row of the dead window, this step included. */
  dead: number
  /** [dSae]: on how many of the rows each feature fired. */
  fired: Uint32Array
}

/** Sums over rows that were not learned from; add them up over batches. */
export interface EvaluationSums extends VarianceSums {
  /** Σ over rows of active features. */
  l0: number
  /** Σ over rows of Σ|f|. */
  l1: number
  /** Σ over rows of the sparsity loss with its coefficient, where the architecture has one. */
  sparsityLoss?: number
  /** [dSae]: on how many rows each feature fired. */
  fired: Uint32Array
}

export interface Learner {
  /** One optimizer step on raw rows. */
  step(batch: Batch, coefficients: StepCoefficients): StepNumbers
  /** Without learning; for validation. `l1Coefficient`: λ to weigh the sparsity loss with. */
  evaluate(batch: Batch, l1Coefficient?: number): EvaluationSums
  /** Parameters, moments and counters: enough to go on bit for bit on the same backend. */
  state(): Tensors
  /** The dictionary as it is now, for raw inputs. */
  dictionary(): Dictionary
  dispose(): void
}

/** What the learner has to know of the data: width, factor on the inputs, mean of the raw training rows. */
export interface LearnerData {
  dIn: number
  inputScale: number
  mean: Float32Array
}

/** A new learner, or one that goes on from `state`; starts the backend. Throws wrong-shape when the state does not fit. */
export async function createLearner(config: RunConfig, data: LearnerData, state?: Tensors): Promise<Learner> {
  await startBackend()
  const start =
    state ??
    initialParameters(
      config.architecture,
      config.dSae,
      data.mean.map((v) => v * data.inputScale),
      config.seed
    )
  checkState(start, config.dSae, data.dIn)
  return new BackendLearner(config, data, start, pathFor(config))
}

function checkState(state: Tensors, dSae: number, dIn: number): void {
  const shapes: Record<ParameterName, number[]> = { W_enc: [dSae, dIn], b_enc: [dSae], W_dec: [dSae, dIn], b_dec: [dIn] }
  for (const name of parameterNames) {
    const found = state[name]?.shape.join(', ') ?? 'missing'
    if (found === shapes[name].join(', ')) continue
    throw new LoupeError(
      'wrong-shape',
      `The saved state does not fit the run: ${name} is ${found}, not ${shapes[name].join(', ')}.`,
      {
        place: name,
        hint: 'Resume with the data set and configuration that the run was started with.'
      }
    )
  }
}
