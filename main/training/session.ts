/**
 * A run while it trains: its clock, its windows, and what becomes of each step's numbers. The order of events is loop.ts's;
 * how its state gets to the disk is saving.ts's.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { MetricPoint } from '../../contract/records/metrics'
import type { Checkpoint } from '../../contract/records/run'
import type { InputFacts, Learner, StepCoefficients, StepNumbers } from '../dictionaries'
import { Clock } from './clock'
import { Densities } from './densities'
import { EarlyStopping } from './early-stopping'
import { Health } from './health'
import { definedValues, stepValues } from './points'
import type { TrainingState, TrainOptions } from './ports'
import { keepBatch, saved } from './saving'
import { validate } from './validate'

export class Session {
  step: number
  readonly clock: Clock
  readonly health: Health
  private readonly stopping: EarlyStopping
  private readonly densities: Densities
  private savedStep: number
  private readonly facts: InputFacts

  /** `resume` is not held: a state is larger than what a training keeps. */
  constructor(
    private readonly options: Omit<TrainOptions, 'resume'>,
    private readonly learner: Learner,
    resume?: TrainingState
  ) {
    const { config, data, sink } = options
    this.facts = (resume ?? data).facts
    this.step = resume?.step ?? 0
    this.savedStep = resume?.step ?? -1
    this.clock = new Clock(resume?.seconds ?? 0)
    this.health = new Health(config, resume?.tensors)
    this.stopping = new EarlyStopping(config.patience ?? 0, resume?.tensors)
    this.densities = new Densities(config, resume?.tensors)
    if (resume) sink.mark({ step: resume.step, kind: 'resumed', text: `Resumed after step ${resume.step}` })
  }

  /** Whether this was the last step, by number or because nothing gets better any more. */
  get isOver(): boolean {
    return this.step >= this.options.config.steps || this.stopping.ended() !== undefined
  }

  /** Takes the numbers of one step; throws not-finite when health can not let the run go on. */
  async addStep(batch: Batch, numbers: StepNumbers, coefficients: StepCoefficients): Promise<void> {
    const { sink } = this.options
    this.step += 1
    const { step } = this
    const time = { rowsPerSecond: this.clock.addRows(batch.count), dataWait: this.clock.waitShare() }
    if (numbers.finite) this.densities.addStep(numbers.fired, batch.count)
    else if (this.health.keepsBatch) await keepBatch(sink, step, batch)
    const firing = this.densities.firing()
    const values = stepValues(numbers, { coefficients, firing, time })
    sink.points([{ split: 'train', step, seconds: this.clock.seconds(), values }])
    for (const { kind, text } of numbers.news ?? []) sink.mark({ step, kind, text })
    const histogram = this.densities.histogram(step, step === this.options.config.steps)
    if (histogram) sink.density(histogram)
    this.health.afterStep({ step, batch, numbers, firing }, sink)
  }

  /**
   * Measures all validation rows; nothing happens where there are none. A run that is to end at its best keeps its state where
   * it is the best so far.
   */
  async validate(sparsityCoefficient: number): Promise<void> {
    const { data, sink, signal } = this.options
    const values = await this.clock.aside(() => validate(this.learner, data.validation(), sparsityCoefficient, signal))
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
    const isBest = this.stopping.afterValidation(this.step, values.fvu)
    if (isBest && this.stopping.patience > 0 && !this.isOver) await this.checkpoint('best')
    this.markEarlyStop()
  }

  /** Hands the state over to be stored, unless this step's is stored already; what somebody asked for is always an answer. */
  async checkpoint(reason: Checkpoint['reason']): Promise<void> {
    if (this.savedStep === this.step && reason !== 'asked') return
    await this.clock.aside(() => saved(this.state(), reason, this.options, this.clock))
    this.savedStep = this.step
    if (reason === 'asked')
      this.options.sink.mark({ step: this.step, kind: 'checkpoint', text: `Checkpoint at step ${this.step}` })
  }

  /** Of now: what is large is read when it is asked for, and not all at once. */
  private state(): TrainingState {
    const { learner, facts } = this
    const tensors = this.tensors()
    return {
      step: this.step,
      seconds: this.clock.seconds(),
      facts,
      tensors,
      get dictionary() {
        return learner.dictionary()
      }
    }
  }

  private tensors(): Tensors {
    return {
      ...this.learner.liveState(),
      ...this.densities.tensors(),
      ...this.health.tensors(),
      ...this.stopping.tensors()
    }
  }

  private markEarlyStop(): void {
    const best = this.stopping.ended()
    if (!best) return
    const text = `Ended at step ${this.step}: validation was best at step ${best.step}, FVU ${best.fvu.toFixed(4)}`
    this.options.sink.mark({ step: this.step, kind: 'early-stop', text })
  }
}
