/** Sums of gradients and of what belongs to them, for batches that are computed in parts. */
import { tf } from '../backend/library'
import type { Gradients, LossNumbers, Usage } from './architecture'

/** Frees the gradients that it was given. */
export function added(a: Gradients, b: Gradients): Gradients {
  const names = Object.keys(a.gradients)
  const sum = (name: string) => {
    const parts = [a.gradients[name], b.gradients[name]]
    const result = parts[0].add(parts[1])
    tf.dispose(parts)
    return result
  }
  return {
    gradients: Object.fromEntries(names.map((name) => [name, sum(name)])),
    losses: mapped(a.losses, (loss, key) => loss + (b.losses[key] ?? 0)),
    usage: usageOfBoth(a.usage, b.usage),
    squaredError: a.squaredError + b.squaredError,
    ...wayOfBoth(a, b)
  }
}

/** Where parts went different ways, nothing has changed yet. */
function wayOfBoth(a: Gradients, b: Gradients): Pick<Gradients, 'isSparse' | 'news'> {
  if (b.isSparse === undefined || a.isSparse !== b.isSparse) return {}
  return { isSparse: b.isSparse, news: a.news && b.news }
}

export function mapped(losses: LossNumbers, change: (loss: number, key: keyof LossNumbers) => number): LossNumbers {
  const entries = Object.entries(losses) as [keyof LossNumbers, number][]
  return Object.fromEntries(entries.map(([key, loss]) => [key, change(loss, key)])) as unknown as LossNumbers
}

export function usageOfBoth(a: Usage, b: Usage): Usage {
  const usage: Usage = {
    fired: a.fired.map((rows, feature) => rows + b.fired[feature]),
    l0: a.l0 + b.l0,
    l1: a.l1 + b.l1,
    least: Math.min(a.least, b.least)
  }
  if (a.powers && b.powers) usage.powers = { now: a.powers.now + b.powers.now, next: a.powers.next + b.powers.next }
  return usage
}
