/**
 * Watches a run: steps that are not finite, spikes and growth of the loss, features that fire never, rarely or always, targets
 * that are not reached, overfitting. Each is said once, with what helps.
 * It marks and warns; the one thing it changes is the learning rate, lowered once after the first step that was not finite.
 * Its state goes into checkpoints, so that a resumed run says the same things at the same steps. The watches are in health/.
 */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import type { StepNumbers } from '../dictionaries'
import type { FiringCounts } from './firing'
import { watchFeatures } from './health/features'
import { averageStep, watchDivergence, watchOverfitting, watchSpike } from './health/loss'
import { type Alerts, type HealthMemory, memoryFrom, tensorsFromMemory } from './health/memory'
import { afterBadStep, isKept } from './health/not-finite'
import { watchInference, watchTarget, watchThresholds } from './health/targets'
import type { MetricValues } from './points'

/** A step that was done. */
export interface StepSeen {
  /** Counted from 1. */
  step: number
  batch: Batch
  numbers: StepNumbers
  /** Over the dead window. */
  firing: FiringCounts
}

export class Health {
  private readonly memory: HealthMemory

  constructor(
    private readonly config: RunConfig,
    saved?: Tensors
  ) {
    this.memory = memoryFrom(saved)
  }

  /** Factor on the scheduled learning rate. */
  get rateFactor(): number {
    return this.memory.rateFactor
  }

  /** Whether the batch of a step that is not finite is to be kept; asked before `afterStep`. */
  get keepsBatch(): boolean {
    return isKept(this.memory)
  }

  tensors(): Tensors {
    return tensorsFromMemory(this.memory)
  }

  /** Throws not-finite when too many steps were. */
  afterStep({ step, batch, numbers, firing }: StepSeen, alerts: Alerts): void {
    const { memory, config } = this
    if (!numbers.finite) {
      afterBadStep(memory, step, batch, alerts)
      return
    }
    watchSpike(memory, step, numbers.loss, alerts)
    memory.badNow = 0
    averageStep(memory, numbers)
    memory.goodSteps += 1
    watchDivergence(memory, config, step, alerts)
    watchFeatures(memory, config, { step, dead: numbers.dead, ...firing }, alerts)
    watchTarget(memory, config, step, alerts)
    watchThresholds(memory, config, { step, thresholds: numbers.thresholds }, alerts)
  }

  afterValidation(step: number, values: MetricValues, alerts: Alerts): void {
    watchOverfitting(this.memory, step, values, alerts)
    watchInference(this.memory, this.config, step, values, alerts)
  }
}
