/** From what a step found out to the numbers that are told of it. */
import type { Gradients } from '../architectures/architecture'
import type { StepNumbers } from '../learner'

/** What a step found out before anything was changed; `variance` is Σ‖y − mean y‖² of the batch. */
export type Measured = Omit<Gradients, 'gradients'> & { variance: number }

export function numbersOf(
  { losses, usage, squaredError, variance, news }: Measured,
  rows: number,
  known: Pick<StepNumbers, 'finite' | 'gradientNorm' | 'dead'>
): StepNumbers {
  const numbers: StepNumbers = {
    ...known,
    loss: losses.loss,
    mse: losses.mse,
    l0: usage.l0 / rows,
    l1: usage.l1 / rows,
    fired: usage.fired
  }
  if (losses.sparsity !== undefined) numbers.sparsityLoss = losses.sparsity
  if (losses.aux !== undefined) numbers.auxLoss = losses.aux
  if (variance > 0) numbers.fvu = squaredError / variance
  if (news !== undefined) numbers.news = [{ kind: 'path', text: news }]
  return numbers
}
