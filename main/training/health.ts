/**
 * Watches a run: steps that are not finite, spikes of the loss, dead or silent features, overfitting.
 * It marks and warns; the one thing it changes is the learning rate, lowered once after the first step that was not finite.
 * Its state goes into checkpoints, so that a resumed run says the same things at the same steps.
 */
import type { Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import type { StepNumbers } from '../dictionaries'
import type { MetricValues } from './points'
import type { TrainingSink } from './ports'
import { l1WarmUpSteps } from './schedule'

type Alerts = Pick<TrainingSink, 'mark' | 'warning'>

/** Factor on the learning rate after the first step that was not finite. */
const loweredRate = 0.25
/** Steps that are not finite after which a run ends: so many in a row, or altogether. */
const badInRow = 4
const badAltogether = 20
/** A loss over so many times its running average is a spike; looked for after the first steps and not again for a while. */
const spikeFactor = 2
const spikeQuietSteps = 50
/** Weight of the past in running averages: about the last 20 steps. */
const memory = 0.95
/** Dead features worth a word: such a share, and not just a few of a tiny dictionary. */
const deadShare = 0.3
const deadLeast = 20
const silentL0 = 1
/** Validation FVU over so many times the training FVU (and 0.02 more) is overfitting; 1.7 is normal at 600 steps on 36,000 rows. */
const overfitFactor = 2

/** Fields of the stored state, in order. Flags are 0 or 1; averages are 0 before the first step. */
const fields = [
  'rateFactor',
  'badSteps',
  'badNow',
  'averageLoss',
  'averageFvu',
  'averageL0',
  'goodSteps',
  'lastSpike',
  'warnedDead',
  'warnedSilent',
  'warnedOverfit'
] as const
type Field = (typeof fields)[number]

export class Health {
  private readonly state: Record<Field, number>

  constructor(
    private readonly config: RunConfig,
    saved?: Tensors
  ) {
    const data = saved?.['training.health']?.data
    this.state = Object.fromEntries(fields.map((field, i) => [field, data?.[i] ?? 0])) as Record<Field, number>
    if (!data) this.state.rateFactor = 1
  }

  /** Factor on the scheduled learning rate. */
  get rateFactor(): number {
    return this.state.rateFactor
  }

  tensors(): Tensors {
    const data = Float32Array.from(fields, (field) => this.state[field])
    return { 'training.health': { shape: [fields.length], data } }
  }

  /** Throws not-finite when too many steps were. */
  afterStep(step: number, numbers: StepNumbers, alerts: Alerts): void {
    if (numbers.finite) this.afterGoodStep(step, numbers, alerts)
    else this.afterBadStep(step, alerts)
  }

  afterValidation(step: number, { fvu }: MetricValues, alerts: Alerts): void {
    if (fvu === undefined || this.state.warnedOverfit || this.state.goodSteps < 20) return
    if (fvu < overfitFactor * this.state.averageFvu + 0.02) return
    this.state.warnedOverfit = 1
    alerts.warning({
      step,
      title: 'Validation is much worse than training',
      detail: `FVU is ${fvu.toFixed(3)} on validation rows and ${this.state.averageFvu.toFixed(3)} on training rows: the dictionary learns these rows by heart. More rows, fewer steps or fewer features help.`
    })
  }

  private afterGoodStep(step: number, numbers: StepNumbers, alerts: Alerts): void {
    this.watchSpike(step, numbers.loss, alerts)
    this.state.badNow = 0
    this.average('averageLoss', numbers.loss)
    this.average('averageL0', numbers.l0)
    if (numbers.fvu !== undefined) this.average('averageFvu', numbers.fvu)
    this.state.goodSteps += 1
    this.watchFeatures(step, numbers.dead, alerts)
  }

  private afterBadStep(step: number, alerts: Alerts): void {
    this.state.badSteps += 1
    this.state.badNow += 1
    const first = this.state.badSteps === 1
    if (first) this.state.rateFactor = loweredRate
    alerts.mark({ step, kind: 'not-finite', text: `Step ${step} was not finite and was skipped` })
    if (first) {
      alerts.warning({
        step,
        title: 'Loss not finite',
        detail: `Step ${step} gave numbers that are not finite. It was skipped, and the learning rate is a quarter from here on. If it happens again and again the run will stop.`
      })
    }
    if (this.state.badNow < badInRow && this.state.badSteps < badAltogether) return
    throw new LoupeError('not-finite', `Training stopped at step ${step}: ${this.state.badSteps} steps were not finite.`, {
      hint: 'Lower the learning rate, or look for extreme rows in the data. The last checkpoint is intact.',
      place: 'learningRate'
    })
  }

  private watchSpike(step: number, loss: number, alerts: Alerts): void {
    const { goodSteps, averageLoss, lastSpike } = this.state
    if (goodSteps < 20 || loss <= spikeFactor * averageLoss) return
    if (lastSpike > 0 && step - lastSpike < spikeQuietSteps) return
    this.state.lastSpike = step
    alerts.mark({ step, kind: 'spike', text: `Loss ${(loss / averageLoss).toFixed(1)} times its average at step ${step}` })
  }

  private watchFeatures(step: number, dead: number, alerts: Alerts): void {
    const { dSae, deadWindowSteps } = this.config
    if (!this.state.warnedDead && dead > Math.max(deadShare * dSae, deadLeast)) {
      this.state.warnedDead = 1
      alerts.warning({
        step,
        title: 'Many dead features',
        detail: `${dead} of ${dSae} features fired on no row of the last ${deadWindowSteps} steps. A lower learning rate, fewer features or (TopK) a larger k help.`
      })
    }
    const settled = step > l1WarmUpSteps(this.config) && this.state.goodSteps >= 20
    if (this.state.warnedSilent || !settled || this.state.averageL0 >= Math.min(silentL0, this.config.k ?? silentL0)) return
    this.state.warnedSilent = 1
    alerts.warning({
      step,
      title: 'Almost nothing fires',
      detail: `On average ${this.state.averageL0.toFixed(2)} features are active per row. With ReLU-L1, lower the L1 coefficient.`
    })
  }

  /** Running average in f32, as it is stored. */
  private average(field: Field, value: number): void {
    const past = this.state.goodSteps === 0 ? value : this.state[field]
    this.state[field] = Math.fround(memory * past + (1 - memory) * value)
  }
}
