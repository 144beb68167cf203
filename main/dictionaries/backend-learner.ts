/**
 * The learner: parameters with their optimizer, dead-feature counters and what else is kept, on the backend.
 * Every step is gradients by a path, one global norm, clipping, the optimizer, and unit decoder rows where asked.
 * Parts of it are in learning/: batches as tensors, splitting of batches, dropout, the average of the weights.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import type { Architecture, Gradients, Memory, Path, StepSettings, Weights } from './architectures/architecture'
import type { Shape } from './architectures/shape'
import { tf } from './backend/library'
import { ruleFor } from './backend/optimizers/choose'
import { Parameters } from './backend/parameters'
import { squaredNorm } from './backend/rows'
import type { Dictionary } from './dictionary'
import { IdleSteps } from './idle-steps'
import type { EvaluationSums, Learner, StepCoefficients, StepNumbers } from './learner'
import { accumulatedGradients, rowsAtOnce } from './learning/accumulation'
import { rowsOf } from './learning/batch-rows'
import { globalNorm } from './learning/clipping'
import { withDropout } from './learning/dropout'
import { evaluateRows } from './learning/evaluate-rows'
import { type Measured, numbersOf } from './learning/step-numbers'
import { thresholdsOf } from './learning/thresholds'
import { updateParameters } from './learning/update'
import { WeightAverage } from './learning/weight-average'
import type { Normalizer } from './normalization/normalizer'
import { resample } from './resampling/resample'
import { type Resampling, resamplingFor } from './resampling/resampling'
import { dictionaryFromParameters } from './weights/from-parameters'

/** What a learner is put together from. */
export interface LearnerParts {
  architecture: Architecture
  path: Path
  shape: Shape
  normalizer: Normalizer
  /** Of the parameters. */
  names: string[]
}

/** A learner on the backend in use, by any path; tests compare paths with it. */
export class BackendLearner implements Learner {
  private readonly parameters: Parameters
  private readonly average: WeightAverage | undefined
  private readonly idle: IdleSteps
  private readonly memory: Memory | undefined
  private readonly resampling: Resampling | undefined

  /** `start`: parameters, and what else `state()` gives; all else begins anew. */
  constructor(
    private readonly config: RunConfig,
    private readonly parts: LearnerParts,
    start: Tensors
  ) {
    const { names, architecture } = parts
    this.parameters = new Parameters(names, start, ruleFor(config))
    this.average = config.emaDecay ? new WeightAverage(names, start, config.emaDecay) : undefined
    this.idle = new IdleSteps(config.dSae, config.deadWindowSteps, start.idle_steps?.data)
    this.memory = architecture.memory?.(start)
    this.resampling = resamplingFor(config)
  }

  step(batch: Batch, { learningRate, sparsityCoefficient, share = 0 }: StepCoefficients): StepNumbers {
    const { gradients, measured } = this.gradients(batch, sparsityCoefficient)
    const norm = globalNorm(gradients)
    const finite = Number.isFinite(measured.losses.loss) && Number.isFinite(norm)
    if (finite) {
      const { config, parts } = this
      updateParameters(this.parameters, gradients, { config, architecture: parts.architecture, norm, rate: learningRate })
      this.idle.addStep(measured.usage.fired)
      this.memory?.afterStep(measured, share)
    }
    tf.dispose(gradients)
    if (finite) this.followAverage()
    const numbers = numbersOf(measured, batch.count, { finite, gradientNorm: norm, dead: this.idle.deadCount() })
    if (finite) this.resample(batch, numbers)
    const thresholds = thresholdsOf(this.parameters, this.memory)
    return thresholds ? { ...numbers, thresholds } : numbers
  }

  evaluate(batch: Batch, sparsityCoefficient = 0): EvaluationSums {
    const settings: StepSettings = { sparsityCoefficient, dead: new Int32Array(0), ...this.memory?.settings() }
    return evaluateRows(this.parts, () => this.learned().read(), settings, batch)
  }

  state(): Tensors {
    const copied = Object.entries(this.liveState()).map(([name, { shape, data }]) => [name, { shape, data }])
    return Object.fromEntries(copied)
  }

  liveState(): Tensors {
    return {
      ...this.parameters.tensors(),
      ...this.average?.tensors(),
      ...this.memory?.state(),
      idle_steps: { shape: [this.config.dSae], data: this.idle.state() }
    }
  }

  dictionary(): Dictionary {
    const { architecture, normalizer, shape } = this.parts
    const trained = this.learned().values()
    return normalizer.fold(dictionaryFromParameters(trained, shape, architecture.exported(trained, this.memory)))
  }

  dispose(): void {
    this.parameters.dispose()
    this.average?.dispose()
    this.parts.normalizer.dispose?.()
  }

  /** What is validated and kept: the average of the weights where there is one. */
  private learned(): Parameters | WeightAverage {
    return this.average ?? this.parameters
  }

  private gradients(batch: Batch, sparsityCoefficient: number): { gradients: Weights; measured: Measured } {
    const { architecture, normalizer, path, shape } = this.parts
    const { config, parameters } = this
    const settings = { sparsityCoefficient, dead: this.idle.deadFeatures(), ...this.memory?.settings() }
    let measured: Measured | undefined
    const gradients = tf.tidy(() => {
      const { x, y } = rowsOf(batch, shape, normalizer)
      const variance = squaredNorm(y.sub(y.mean(0, true))).dataSync()[0]
      const seen = config.inputDropout ? withDropout(x, config.inputDropout, config.seed, parameters.updates) : x
      const weights = parameters.read()
      const found = accumulatedGradients(path, weights, { x: seen, y }, settings, rowsAtOnce(config))
      measured = measuredOf(found, variance)
      return architecture.constrain?.(found.gradients, weights) ?? found.gradients
    })
    return { gradients, measured: measured as Measured }
  }

  /** New weights for dead features where it is time; adds to the step's news. */
  private resample(batch: Batch, numbers: StepNumbers): void {
    const { config, parts, parameters, average, idle, resampling } = this
    if (!resampling?.isDue(parameters.updates)) return
    const settings = { sparsityCoefficient: 0, dead: new Int32Array(0), ...this.memory?.settings() }
    const { shape, path, normalizer } = parts
    const seed = resampling.seed(parameters.updates)
    const learner = { config, shape, path, settings, parameters, average, idle, seed }
    const count = resample(learner, () => rowsOf(batch, shape, normalizer))
    if (count === 0) return
    const text = count === 1 ? '1 dead feature resampled' : `${count} dead features resampled`
    numbers.news = [...(numbers.news ?? []), { kind: 'resampled', text }]
  }

  private followAverage(): void {
    tf.tidy(() => this.average?.follow(this.parameters.read()))
  }
}

function measuredOf({ gradients: _gradients, ...rest }: Gradients, variance: number): Measured {
  return { ...rest, variance }
}
