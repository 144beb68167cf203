/** What a run aims at and does not reach: an L0, thresholds that move. */
import type { RunConfig } from '../../../contract/records/run'
import type { StepNumbers } from '../../dictionaries'
import type { MetricValues } from '../points'
import { type Alerts, type HealthMemory, warnOnce } from './memory'
import { isSettled } from './settled'

/** An L0 over so many times its target, or under one part of so many, is far from it; said after half of the steps. */
const farFactor = 2
/** The threshold of inference is fitted to k, not learned: a smaller difference is worth a word. */
const farFactorOfInference = 1.5
/** Thresholds that are closer to where they began than this share of it have not moved; after so many steps they should have. */
const movedShare = 0.001
const movedSteps = 500

export function watchTarget(memory: HealthMemory, config: RunConfig, step: number, alerts: Alerts): void {
  const target = targetOf(config)
  if (target === undefined || 2 * step < config.steps || !isSettled(memory, config, step)) return
  if (!isFar(memory.averageL0, target, farFactor)) return
  warnOnce(memory, 'warnedTarget', alerts, () => ({
    step,
    title: 'L0 is far from its target',
    detail: `${memory.averageL0.toFixed(1)} features are active per row, the target is ${target.toFixed(1)}. A higher sparsity coefficient, a higher learning rate or more steps help.`
  }))
}

export function watchThresholds(
  memory: HealthMemory,
  config: RunConfig,
  { step, thresholds }: Pick<StepNumbers, 'thresholds'> & { step: number },
  alerts: Alerts
): void {
  const { architecture, initialThreshold, bandwidth, steps, warmUpSteps } = config
  if (architecture !== 'jumprelu' || !thresholds || !initialThreshold) return
  if (step < warmUpSteps + Math.min(movedSteps, steps / 2)) return
  const moved = Math.hypot(thresholds.mean - initialThreshold, thresholds.spread) / initialThreshold
  if (moved >= movedShare) return
  warnOnce(memory, 'warnedThreshold', alerts, () => ({
    step,
    title: 'Thresholds do not move',
    detail: `After ${step} steps JumpReLU's thresholds are where they began, at ${initialThreshold}. They learn only from activations within ${bandwidth} of them: a wider bandwidth, a higher first threshold or a higher learning rate helps.`
  }))
}

/** BatchTopK and Matryoshka keep k per row on average while they train; the threshold should do the same on other rows. */
export function watchInference(
  memory: HealthMemory,
  { architecture, k, steps }: RunConfig,
  step: number,
  { l0 }: MetricValues,
  alerts: Alerts
): void {
  if (architecture !== 'batchtopk' && architecture !== 'matryoshka') return
  if (k === undefined || l0 === undefined || 2 * step < steps || !isFar(l0, k, farFactorOfInference)) return
  warnOnce(memory, 'warnedInference', alerts, () => ({
    step,
    title: 'The threshold does not keep k features',
    detail: `On validation rows ${l0.toFixed(1)} features are active per row, where k is ${k}. The threshold of inference follows training slowly: more steps or larger batches help.`
  }))
}

/** KL's rate is one of strong activations, which weak ones add to: L0 lies above it by no known factor. */
function targetOf({ architecture, jumpLoss, targetL0 }: RunConfig): number | undefined {
  return architecture === 'jumprelu' && jumpLoss === 'target-l0' ? targetL0 : undefined
}

function isFar(l0: number, target: number, factor: number): boolean {
  return l0 > factor * target || l0 < target / factor
}
