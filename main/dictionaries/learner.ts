/**
 * What a learner is: one training in progress, moved by one optimizer step per batch; and how one is made.
 * Order, rates, checkpoints and health are the training station's; the losses are the architectures'.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import type { VarianceSums } from '../maths/explained-variance'
import { architectureFor, fastestPath } from './architectures/choose'
import { initialParameters } from './architectures/initial'
import type { Shape } from './architectures/shape'
import { startBackend } from './backend/start'
import { BackendLearner } from './backend-learner'
import { type Dictionary, hasOwnTargets } from './dictionary'
import { startFrom } from './learning/start-from'
import { normalizerFor } from './normalization/choose'
import type { InputFacts } from './normalization/normalizer'

export interface StepCoefficients {
  learningRate: number
  /** λ of this step. */
  sparsityCoefficient: number
  /** 0–1: share of the run that this step ends; 0 where left out. */
  share?: number
}

/** Numbers of one step, in units of normalized inputs, over its rows (definitions in contract/records/metrics.ts). */
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
  /** Mean and standard deviation of JumpReLU's thresholds; the threshold of inference, where there is one (spread 0). */
  thresholds?: { mean: number; spread: number }
  /** What the learner did beside the step: features resampled, another path taken. */
  news?: StepNews[]
}

/** Becomes a mark on the step axis; `text` without the step. */
export interface StepNews {
  kind: 'resampled' | 'path'
  text: string
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
  /** Without learning; for validation. `sparsityCoefficient`: λ to weigh the sparsity loss with. */
  evaluate(batch: Batch, sparsityCoefficient?: number): EvaluationSums
  /** Parameters, what the optimizer keeps, averages and counters: enough to go on bit for bit on the same backend. */
  state(): Tensors
  /** The same, its large tensors read when their data is asked for: as they are then. To write a state without copying it whole. */
  liveState(): Tensors
  /** The dictionary as it is now, for raw inputs. */
  dictionary(): Dictionary
  dispose(): void
}

/**
 * A learner that goes on from the `state` of its run, or learns on from a finished `dictionary` (fine-tuning), or starts anew.
 * Starts the backend. Throws config, wrong-shape when what it starts from does not fit.
 */
export async function createLearner(
  config: RunConfig,
  facts: InputFacts,
  state?: Tensors,
  dictionary?: Dictionary
): Promise<Learner> {
  await startBackend()
  const shape = shapeOf(config, facts)
  const architecture = architectureFor(config, shape)
  const normalizer = normalizerFor(config, shape, facts)
  try {
    const { mean, targetMean } = normalizer
    const initial = initialParameters(architecture, shape, {
      seed: config.seed,
      mean,
      targetMean,
      tied: config.tiedStart ?? true
    })
    if (state) checkState(state, initial)
    const start = state ?? (dictionary ? startFrom(dictionary, shape, normalizer, initial) : initial)
    const parts = { architecture, normalizer, shape, path: fastestPath(architecture), names: Object.keys(initial) }
    return new BackendLearner(config, parts, start)
  } catch (thrown) {
    normalizer.dispose?.()
    throw thrown
  }
}

export function shapeOf({ kind = 'sae', dSae }: RunConfig, { dIn, dOut, streams }: InputFacts): Shape {
  const widths = kind === 'crosscoder' && streams ? streams.map(({ width }) => width) : [dIn]
  return { kind, dSae, dIn, dOut: hasOwnTargets({ kind }) ? (dOut ?? dIn) : dIn, streams: widths }
}

function checkState(state: Tensors, expected: Tensors): void {
  for (const [name, { shape }] of Object.entries(expected)) {
    const found = state[name]?.shape.join(', ') ?? 'missing'
    if (found === shape.join(', ')) continue
    throw new LoupeError('wrong-shape', `The saved state does not fit the run: ${name} is ${found}, not ${shape.join(', ')}.`, {
      place: name,
      hint: 'Resume with the data set and configuration that the run was started with.'
    })
  }
}
