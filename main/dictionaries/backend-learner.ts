/**
 * The learner: parameters, Adam moments and dead-feature counters on the backend.
 * Every step is gradients by a path, one global norm, clipping, Adam, and unit decoder rows where asked.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { addRows, emptyVarianceSums } from '../maths/explained-variance'
import { type Gradients, type ParameterName, type Path, parameterNames, type Weights } from './architectures/architecture'
import { exportedKind } from './architectures/choose'
import type { Tensor2D } from './backend/library'
import { scoped, tf } from './backend/library'
import { Parameters } from './backend/parameters'
import { squaredNorm, unitRows } from './backend/rows'
import type { Dictionary } from './dictionary'
import { IdleSteps } from './idle-steps'
import type { EvaluationSums, Learner, LearnerData, StepCoefficients, StepNumbers } from './learner'
import { dictionaryFromParameters } from './weights/fold'

/** What a step found out before anything was changed; `variance` is Σ‖x − mean x‖² of the batch. */
type Measured = Omit<Gradients, 'gradients'> & { variance: number }

/** A learner on the backend in use, by any path; tests compare paths with it. */
export class BackendLearner implements Learner {
  private readonly parameters: Parameters<ParameterName>
  private readonly idle: IdleSteps
  private updates: number

  constructor(
    private readonly config: RunConfig,
    private readonly data: LearnerData,
    start: Tensors,
    private readonly path: Path
  ) {
    this.parameters = new Parameters(parameterNames, start)
    this.idle = new IdleSteps(config.dSae, config.deadWindowSteps, start.idle_steps?.data)
    this.updates = start.adam_updates?.data[0] ?? 0
  }

  step(batch: Batch, { learningRate, l1Coefficient }: StepCoefficients): StepNumbers {
    const settings = { l1Coefficient, dead: this.idle.deadFeatures() }
    let measured: Measured | undefined
    const gradients = tf.tidy(() => {
      const x = this.scaledInputs(batch)
      const variance = x.sub(x.mean(0, true)).square().sum().dataSync()[0]
      const { gradients, ...rest } = this.path.gradients(this.parameters.read(), x, settings)
      measured = { ...rest, variance }
      return gradients
    })
    const { losses, usage, squaredError, variance } = measured as Measured
    const gradientNorm = globalNorm(gradients)
    const finite = Number.isFinite(losses.loss) && Number.isFinite(gradientNorm)
    if (finite) {
      this.update(gradients, gradientNorm, learningRate)
      this.idle.addStep(usage.fired)
    }
    tf.dispose(gradients)
    const numbers: StepNumbers = {
      finite,
      loss: losses.loss,
      mse: losses.mse,
      l0: usage.l0 / batch.count,
      l1: usage.l1 / batch.count,
      gradientNorm,
      dead: this.idle.deadCount(),
      fired: usage.fired
    }
    if (losses.sparsity !== undefined) numbers.sparsityLoss = losses.sparsity
    if (losses.aux !== undefined) numbers.auxLoss = losses.aux
    if (variance > 0) numbers.fvu = squaredError / variance
    return numbers
  }

  evaluate(batch: Batch, l1Coefficient = 0): EvaluationSums {
    const { usage, losses, squaredError } = scoped(() => {
      const x = this.scaledInputs(batch)
      const evaluation = this.path.evaluate(this.parameters.read(), x, { l1Coefficient, dead: new Int32Array(0) })
      const perRow = x.sub(evaluation.reconstruction).square().sum(1).dataSync() as Float32Array
      return { usage: evaluation.usage, losses: evaluation.losses, squaredError: perRow.reduce((sum, value) => sum + value, 0) }
    })
    const sums: EvaluationSums = { ...emptyVarianceSums(batch.dIn), l0: usage.l0, l1: usage.l1, fired: usage.fired }
    addRows(sums, batch.values, batch.count, this.data.inputScale, squaredError)
    if (losses.sparsity !== undefined) sums.sparsityLoss = losses.sparsity * batch.count
    return sums
  }

  state(): Tensors {
    return {
      ...this.parameters.tensors(),
      adam_updates: { shape: [1], data: Float32Array.of(this.updates) },
      idle_steps: { shape: [this.config.dSae], data: this.idle.state() }
    }
  }

  dictionary(): Dictionary {
    return dictionaryFromParameters(this.parameters.values(), this.data.inputScale, exportedKind(this.config))
  }

  dispose(): void {
    this.parameters.dispose()
  }

  private scaledInputs({ values, count, dIn }: Batch): Tensor2D {
    return tf.tensor2d(values.subarray(0, count * dIn), [count, dIn]).mul(this.data.inputScale)
  }

  private update(gradients: Weights, norm: number, rate: number): void {
    const { gradientClip, adamBeta1: beta1, adamBeta2: beta2, adamEpsilon: epsilon, unitNormDecoder } = this.config
    this.updates += 1
    const adam = { rate, step: this.updates, beta1, beta2, epsilon }
    tf.tidy(() => {
      // As torch.nn.utils.clip_grad_norm_.
      const factor = gradientClip > 0 ? Math.min(1, gradientClip / (norm + 1e-6)) : 1
      this.parameters.applyAdam(factor < 1 ? multiplied(gradients, factor) : gradients, adam)
    })
    if (unitNormDecoder) this.normalizeDecoder()
  }

  private normalizeDecoder(): void {
    tf.tidy(() => this.parameters.assign('W_dec', unitRows(this.parameters.read().W_dec as Tensor2D)))
  }
}

function globalNorm(gradients: Weights): number {
  return tf.tidy(() => Math.sqrt(parameterNames.reduce((sum, name) => sum + squaredNorm(gradients[name]).dataSync()[0], 0)))
}

function multiplied(gradients: Weights, factor: number): Weights {
  return Object.fromEntries(parameterNames.map((name) => [name, gradients[name].mul(factor)])) as Weights
}
