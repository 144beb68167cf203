/**
 * The schedule of p-anneal.ts: p goes in ten equal steps from 1 to its last value. At a change from p to p′ the coefficient
 * is multiplied by mean Σ_i f_i^p ÷ mean Σ_i f_i^p′, both over the last ten training steps, so that the penalty keeps its level
 * (arXiv 2408.00113, section 3.2; dictionary_learning PAnnealTrainer, n_sparsity_updates 10, sparsity_queue_length 10).
 * Each p is held equally long, from the end of λ's warm-up to the end of the run. The trainer sets its last p in its last step,
 * so that no step is trained with it, and starts at a fixed step (10,000 of about 240,000 in its authors' experiments).
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { Architecture, Memory, Usage } from './architecture'

/** Values of p, 1 and the last one included. */
const stages = 10
/** Training steps that a new factor looks back on. */
const queueLength = 10
const name = 'p_anneal'

type MakeMemory = NonNullable<Architecture['memory']>

/** `startShare`: of the run, before which p stays 1. */
export function annealingMemory(finalP: number, startShare: number): MakeMemory {
  return (saved) => new AnnealingMemory(finalP, startShare, saved[name]?.data)
}

class AnnealingMemory implements Memory {
  private stage = 0
  private factor = 1
  /** Σ f^p and Σ f^p′ of the last steps. */
  private queue: [now: number, next: number][] = []

  constructor(
    private readonly finalP: number,
    private readonly startShare: number,
    saved?: Float32Array
  ) {
    if (!saved) return
    const [stage, factor, ...sums] = saved
    this.stage = stage
    this.factor = factor
    for (let i = 0; i < sums.length; i += 2) if (sums[i] >= 0) this.queue.push([sums[i], sums[i + 1]])
  }

  settings() {
    return {
      exponent: this.exponentOf(this.stage),
      exponentFactor: this.factor,
      nextExponent: this.exponentOf(Math.min(stages - 1, this.stage + 1))
    }
  }

  afterStep({ usage }: { usage: Usage }, share: number): void {
    if (this.stage === stages - 1) return
    // As the state is stored in f32, so it is used.
    if (usage.powers) this.queue.push([Math.fround(usage.powers.now), Math.fround(usage.powers.next)])
    this.queue = this.queue.slice(-queueLength)
    const stagesDone = ((share - this.startShare) / (1 - this.startShare)) * stages
    // Rounding errors do not delay a change by a step.
    if (stagesDone + 1e-9 >= this.stage + 1) this.advance()
  }

  /** Stage, factor, then pairs of sums; −1 where there are fewer. */
  state(): Tensors {
    const sums = Array.from({ length: queueLength }, (_, i) => this.queue[i] ?? [-1, -1]).flat()
    return { [name]: { shape: [2 + 2 * queueLength], data: Float32Array.of(this.stage, this.factor, ...sums) } }
  }

  private advance(): void {
    const total = (which: 0 | 1): number => this.queue.reduce((sum, pair) => sum + pair[which], 0)
    const [now, next] = [total(0), total(1)]
    if (now > 0 && next > 0) this.factor = Math.fround(this.factor * (now / next))
    this.stage += 1
    this.queue = []
  }

  private exponentOf(stage: number): number {
    const share = stage / (stages - 1)
    return 1 - share + this.finalP * share
  }
}
