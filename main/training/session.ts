/** A run while it trains: its clock, its windows, and what becomes of each step's numbers. The order of events is loop.ts's. */
import type { Tensors } from '../../contract/records/arrays'
import { densityBins, type MetricPoint } from '../../contract/records/metrics'
import type { Checkpoint } from '../../contract/records/run'
import type { Learner, StepCoefficients, StepNumbers } from '../dictionaries'
import { addStep, createDensityWindow, type DensityWindow, densities, densityCounts } from '../maths/density-window'
import { Clock } from './clock'
import { Health } from './health'
import { definedValues, stepValues } from './points'
import type { TrainOptions } from './ports'
import { densityFromTensors, tensorsFromDensity } from './state'
import { validate } from './validate'

/** A new density histogram at most this often; the window shows at least 4 a second. */
const densityEveryMs = 200

export class Session {
  step: number
  readonly clock: Clock
  readonly health: Health
  private readonly window: DensityWindow
  private densityShownMs = Number.NEGATIVE_INFINITY
  private savedStep: number

  constructor(
    private readonly options: TrainOptions,
    private readonly learner: Learner
  ) {
    const { config, resume, sink } = options
    this.step = resume?.step ?? 0
    this.savedStep = resume?.step ?? -1
    this.clock = new Clock(resume?.seconds ?? 0)
    this.health = new Health(config, resume?.tensors)
    this.window = createDensityWindow(config.dSae, config.deadWindowSteps)
    if (!resume) return
    densityFromTensors(this.window, resume.tensors)
    sink.mark({ step: resume.step, kind: 'resumed', text: `Resumed after step ${resume.step}` })
  }

  /** Takes the numbers of one step; throws not-finite when health can not let the run go on. */
  addStep(rows: number, numbers: StepNumbers, coefficients: StepCoefficients): void {
    const { sink } = this.options
    this.step += 1
    const rowsPerSecond = this.clock.addRows(rows)
    const time = { rowsPerSecond, dataWait: this.clock.waitShare() }
    const values = stepValues(numbers, coefficients.learningRate, time)
    sink.points([{ split: 'train', step: this.step, seconds: this.clock.seconds(), values }])
    if (numbers.finite) addStep(this.window, numbers.fired, rows)
    this.showDensity()
    this.health.afterStep(this.step, numbers, sink)
  }

  /** Measures all validation rows; nothing happens where there are none. */
  async validate(l1Coefficient: number): Promise<void> {
    const { data, sink, signal } = this.options
    const values = await this.clock.aside(() => validate(this.learner, data.validation(), l1Coefficient, signal))
    if (values === undefined) return
    const point: MetricPoint = {
      split: 'validation',
      step: this.step,
      seconds: this.clock.seconds(),
      values: definedValues({
        ...values,
        rows_per_second: this.clock.rateSinceValidation(),
        data_wait: this.clock.waitShare()
      })
    }
    sink.points([point])
    this.health.afterValidation(this.step, values, sink)
  }

  /** Hands the state over to be stored, unless this step's is stored already. */
  async checkpoint(reason: Checkpoint['reason']): Promise<void> {
    if (this.savedStep === this.step) return
    const { data, resume, sink } = this.options
    const { inputScale, mean } = resume ?? data
    await this.clock.aside(() => {
      const state = { step: this.step, seconds: this.clock.seconds(), inputScale, mean, tensors: this.tensors() }
      return sink.checkpoint({ ...state, dictionary: this.learner.dictionary() }, reason)
    })
    this.savedStep = this.step
    if (reason === 'asked') sink.mark({ step: this.step, kind: 'checkpoint', text: `Checkpoint at step ${this.step}` })
  }

  private tensors(): Tensors {
    return { ...this.learner.state(), ...tensorsFromDensity(this.window), ...this.health.tensors() }
  }

  private showDensity(): void {
    const now = performance.now()
    if (now - this.densityShownMs < densityEveryMs && this.step < this.options.config.steps) return
    this.densityShownMs = now
    this.options.sink.density({ step: this.step, ...densityCounts(densities(this.window), densityBins) })
  }
}
