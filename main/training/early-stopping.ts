/** Ends a run whose validation FVU no longer falls. Its state goes into checkpoints: a resumed run ends at the same step. */
import type { Tensors } from '../../contract/records/arrays'

/** The best validation so far: after so many steps. */
export interface Best {
  step: number
  fvu: number
}

export class EarlyStopping {
  private best: Best | undefined
  /** Validations since then, none of them better. */
  private since = 0

  /** `patience`: validations without a better FVU that are one too many; 0 for never. */
  constructor(
    readonly patience: number,
    saved?: Tensors
  ) {
    const data = saved?.['training.best']?.data
    if (!data || data[0] === 0) return
    this.best = { step: data[0], fvu: data[1] }
    this.since = data[2]
  }

  /** Says whether this is the best so far. FVUs are compared as the f32 numbers that are stored. */
  afterValidation(step: number, fvu: number | undefined): boolean {
    if (fvu === undefined) return false
    const rounded = Math.fround(fvu)
    if (this.best && !(rounded < this.best.fvu)) {
      this.since += 1
      return false
    }
    this.best = { step, fvu: rounded }
    this.since = 0
    return true
  }

  /** The best validation, once patience is at its end. */
  ended(): Best | undefined {
    return this.patience > 0 && this.since >= this.patience ? this.best : undefined
  }

  tensors(): Tensors {
    const { step, fvu } = this.best ?? { step: 0, fvu: 0 }
    return { 'training.best': { shape: [3], data: Float32Array.of(step, fvu, this.since) } }
  }
}
