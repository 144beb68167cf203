/** The loss over time: spikes, divergence, and validation that falls behind. */
import type { RunConfig } from '../../../contract/records/run'
import type { StepNumbers } from '../../dictionaries'
import type { MetricValues } from '../points'
import { type Alerts, average, type HealthMemory, warnOnce } from './memory'
import { isSettled } from './settled'

/** A loss over so many times its running average is a spike; looked for after the first steps and not again for a while. */
const spikeFactor = 2
const spikeQuietSteps = 50
/** A loss that stays over so many times its lowest average, for so many steps on end, has diverged. */
const divergedFactor = 1.5
const divergedSteps = 100
/** Validation FVU over so many times the training FVU (and 0.02 more) is overfitting; 1.7 is normal at 600 steps on 36,000 rows. */
const overfitFactor = 2

/** Before the averages of this step are formed. */
export function watchSpike(memory: HealthMemory, step: number, loss: number, alerts: Alerts): void {
  const { goodSteps, averageLoss, lastSpike } = memory
  if (goodSteps < 20 || loss <= spikeFactor * averageLoss) return
  if (lastSpike > 0 && step - lastSpike < spikeQuietSteps) return
  memory.lastSpike = step
  alerts.mark({ step, kind: 'spike', text: `Loss ${(loss / averageLoss).toFixed(1)} times its average at step ${step}` })
}

/** The averages of all watches. */
export function averageStep(memory: HealthMemory, { loss, l0, fvu }: StepNumbers): void {
  average(memory, 'averageLoss', loss, 0.95)
  average(memory, 'slowLoss', loss, 0.99)
  average(memory, 'averageL0', l0, 0.95)
  if (fvu !== undefined) average(memory, 'averageFvu', fvu, 0.95)
}

/** After λ has reached its full value: before, a loss may grow with it. */
export function watchDivergence(memory: HealthMemory, config: RunConfig, step: number, alerts: Alerts): void {
  if (!isSettled(memory, config, step)) return
  const { averageLoss, slowLoss, lowestLoss } = memory
  memory.lowestLoss = lowestLoss > 0 ? Math.min(lowestLoss, slowLoss) : slowLoss
  memory.risenSteps = averageLoss > divergedFactor * memory.lowestLoss ? memory.risenSteps + 1 : 0
  if (memory.risenSteps < divergedSteps) return
  warnOnce(memory, 'warnedDiverging', alerts, () => ({
    step,
    title: 'The loss grows',
    detail: `For ${divergedSteps} steps the loss has been over ${divergedFactor} times the lowest it was: ${averageLoss.toPrecision(3)} now, ${memory.lowestLoss.toPrecision(3)} then. Stop the run and start again with a lower learning rate, or from a checkpoint before step ${step - divergedSteps}.`
  }))
}

export function watchOverfitting(memory: HealthMemory, step: number, { fvu }: MetricValues, alerts: Alerts): void {
  if (fvu === undefined || memory.goodSteps < 20 || fvu < overfitFactor * memory.averageFvu + 0.02) return
  warnOnce(memory, 'warnedOverfit', alerts, () => ({
    step,
    title: 'Validation is much worse than training',
    detail: `FVU is ${fvu.toFixed(3)} on validation rows and ${memory.averageFvu.toFixed(3)} on training rows: the dictionary learns these rows by heart. More rows, fewer steps or fewer features help.`
  }))
}
