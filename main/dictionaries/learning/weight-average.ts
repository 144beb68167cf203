/**
 * The running average of the weights that a run may keep: s ← s + (1 − d)/(1 − d^t) (θ − s) after update t. That is the
 * exponential average with decay d, corrected as Adam's moments are: the first values count for nothing, s is θ after one update.
 * Averages of unit decoder rows are a little shorter than 1; they are left as they are.
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { Weights } from '../architectures/architecture'
import { tf } from '../backend/library'
import { sgd } from '../backend/optimizers/sgd'
import { Parameters } from '../backend/parameters'

const prefix = 'average.'

export class WeightAverage {
  private readonly average: Parameters

  /** Goes on from `start` where it holds an average (as `tensors()` gave it), else from its parameters. */
  constructor(
    names: readonly string[],
    start: Tensors,
    private readonly decay: number
  ) {
    const saved = Object.entries(start).filter(([name]) => name.startsWith(prefix))
    const own = Object.fromEntries(saved.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
    const values = names.map((name) => [name, own[name] ?? start[name]] as const)
    // Following θ is gradient descent on ‖s − θ‖² ÷ 2.
    this.average = new Parameters(
      names,
      { ...(own.updates ? { updates: own.updates } : {}), ...Object.fromEntries(values) },
      sgd()
    )
  }

  /** Takes the weights in after an update. */
  follow(weights: Weights): void {
    const rate = (1 - this.decay) / (1 - this.decay ** (this.average.updates + 1))
    const distances = tf.tidy(() => {
      const own = this.average.read()
      return Object.fromEntries(this.average.names.map((name) => [name, own[name].sub(weights[name])]))
    })
    this.average.apply(distances, rate)
    tf.dispose(distances)
  }

  read(): Weights {
    return this.average.read()
  }

  /** Rows of features that began anew: nothing of what was there is left in their average. */
  replaceRows(name: string, places: Int32Array, rows: Float32Array): void {
    this.average.replaceRows(name, places, rows)
  }

  values(): Tensors {
    return this.average.values()
  }

  tensors(): Tensors {
    return Object.fromEntries(Object.entries(this.average.tensors()).map(([name, tensor]) => [prefix + name, tensor]))
  }

  dispose(): void {
    this.average.dispose()
  }
}
