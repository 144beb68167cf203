/**
 * The threshold of inference of BatchTopK and Matryoshka, as dictionary_learning's BatchTopKTrainer keeps it:
 * θ ← β θ + (1 − β) · smallest activation above 0 that the step kept, in float64, with β 0.999, which looks back on 1,000 steps;
 * in the first 1,000 steps θ is the latest one itself (the trainer has none before). Runs of less than 50,000 steps look back on a
 * fiftieth of their steps instead: θ would lag behind weights that still change. (2,304 features, k 32, 300 steps: with a tenth
 * 30.8 features per training row at the end.) SAELens has β 0.99 from the first step on, and starts at 0.
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { Memory, Usage } from './architecture'

const name = 'inference_threshold'
/** Steps of warm-up and steps looked back on, in a long run. */
const horizon = 1000

/** `steps`: of the whole run. */
export function batchThreshold(saved: Tensors, steps: number): Memory {
  return new BatchThreshold(Math.min(horizon, Math.max(1, steps / 50)), saved[name]?.data)
}

class BatchThreshold implements Memory {
  private updates = 0
  private threshold = 0

  constructor(
    private readonly horizon: number,
    saved?: Float32Array
  ) {
    if (!saved) return
    this.updates = saved[0]
    this.threshold = saved[1] + saved[2] + saved[3]
  }

  settings() {
    return this.updates === 0 ? {} : { threshold: this.threshold }
  }

  afterStep({ usage }: { usage: Usage }): void {
    if (!Number.isFinite(usage.least)) return
    // Counting ends at 2^24, where f32 could not add 1; the state is stored as f32.
    this.updates = Math.min(16777216, this.updates + 1)
    const share = this.updates <= this.horizon ? 1 : 1 / this.horizon
    this.threshold += share * (usage.least - this.threshold)
  }

  /** Number of updates, then θ as a sum of three f32, which is exact. */
  state(): Tensors {
    const high = Math.fround(this.threshold)
    const middle = Math.fround(this.threshold - high)
    const low = this.threshold - high - middle
    return { [name]: { shape: [4], data: Float32Array.of(this.updates, high, middle, low) } }
  }
}
