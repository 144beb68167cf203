/** What is found out on rows that are not learned from: errors in the units of the normalizer, activity, sums for FVU. */
import type { Batch } from '../../../contract/records/arrays'
import { addRows, emptyVarianceSums } from '../../maths/explained-variance'
import type { Path, StepSettings, Weights } from '../architectures/architecture'
import type { Shape } from '../architectures/shape'
import { scoped, tf } from '../backend/library'
import type { EvaluationSums } from '../learner'
import type { Normalizer } from '../normalization/normalizer'
import { rawInputs, rawTargets, rowsOf, targetsOf } from './batch-rows'

interface Evaluated {
  path: Path
  shape: Shape
  normalizer: Normalizer
}

/** `read` gives the weights to evaluate, in the surrounding tidy. */
export function evaluateRows(
  { path, shape, normalizer }: Evaluated,
  read: () => Weights,
  settings: StepSettings,
  batch: Batch
): EvaluationSums {
  const { usage, losses, squaredError } = scoped(() => {
    const raw = rawInputs(batch)
    const evaluation = path.evaluate(read(), rowsOf(batch, shape, normalizer), settings)
    const target = rawTargets(batch, shape).mul(tf.tensor1d(Float32Array.from(normalizer.measuredScale)))
    const error = target.sub(normalizer.measured(evaluation.reconstruction, raw))
    const perRow = error.square().sum(1).dataSync() as Float32Array
    return { usage: evaluation.usage, losses: evaluation.losses, squaredError: perRow.reduce((sum, value) => sum + value, 0) }
  })
  const sums: EvaluationSums = { ...emptyVarianceSums(shape.dOut), l0: usage.l0, l1: usage.l1, fired: usage.fired }
  addRows(sums, targetsOf(batch, shape), batch.count, normalizer.measuredScale, squaredError)
  if (losses.sparsity !== undefined) sums.sparsityLoss = losses.sparsity * batch.count
  return sums
}
