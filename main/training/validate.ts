/** One pass over the validation rows: exact sums in float64, every row weighing the same. */
import type { Batch } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'
import type { EvaluationSums, Learner } from '../dictionaries'
import { fractionUnexplained, mergeVarianceSums } from '../maths/explained-variance'
import { definedValues, type MetricValues } from './points'

/** Metrics over all rows, or undefined where there are none. `loss` leaves AuxK out: it is a training signal only. */
export async function validate(
  learner: Learner,
  batches: AsyncIterable<Batch>,
  sparsityCoefficient: number,
  signal: AbortSignal
): Promise<MetricValues | undefined> {
  let sums: EvaluationSums | undefined
  for await (const batch of batches) {
    if (signal.aborted) throw new LoupeError('cancelled', 'The training was cancelled.')
    if (batch.count === 0) continue
    const part = learner.evaluate(batch, sparsityCoefficient)
    if (sums) merge(sums, part)
    else sums = part
    await new Promise((resolve) => setImmediate(resolve))
  }
  return sums && metricsFrom(sums)
}

function merge(into: EvaluationSums, part: EvaluationSums): void {
  mergeVarianceSums(into, part)
  into.l0 += part.l0
  into.l1 += part.l1
  if (part.sparsityLoss !== undefined) into.sparsityLoss = (into.sparsityLoss ?? 0) + part.sparsityLoss
  for (let feature = 0; feature < into.fired.length; feature += 1) into.fired[feature] += part.fired[feature]
}

function metricsFrom(sums: EvaluationSums): MetricValues {
  const { rows } = sums
  const mse = sums.squaredError / rows
  const sparsityLoss = sums.sparsityLoss === undefined ? undefined : sums.sparsityLoss / rows
  const fvu = fractionUnexplained(sums)
  return definedValues({
    loss: mse + (sparsityLoss ?? 0),
    mse,
    sparsity_loss: sparsityLoss,
    fvu,
    explained_variance: fvu === undefined ? undefined : 1 - fvu,
    l0: sums.l0 / rows,
    l1: sums.l1 / rows,
    dead: sums.fired.reduce((dead, rowsFired) => dead + (rowsFired === 0 ? 1 : 0), 0)
  })
}
