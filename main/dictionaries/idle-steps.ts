/** How many steps ago each feature last fired; a feature that stayed idle for a whole dead window is dead. */

export class IdleSteps {
  private readonly idle: Float32Array

  /** `state` as `state()` gave it; nothing is dead at the start. */
  constructor(
    dSae: number,
    private readonly windowSteps: number,
    state?: Float32Array
  ) {
    this.idle = state ? state.slice() : new Float32Array(dSae)
  }

  /** `fired` [dSae]: on how many rows of the step each feature fired. */
  addStep(fired: Uint32Array): void {
    // Counting ends at 2^24, where f32 could not add 1; the state is stored as f32.
    for (let feature = 0; feature < fired.length; feature += 1) {
      this.idle[feature] = fired[feature] > 0 ? 0 : Math.min(16777216, this.idle[feature] + 1)
    }
  }

  deadCount(): number {
    let dead = 0
    for (const steps of this.idle) if (steps >= this.windowSteps) dead += 1
    return dead
  }

  /** Ids, ascending. */
  deadFeatures(): Int32Array {
    const ids = new Int32Array(this.deadCount())
    let at = 0
    for (let feature = 0; feature < this.idle.length; feature += 1) {
      if (this.idle[feature] >= this.windowSteps) {
        ids[at] = feature
        at += 1
      }
    }
    return ids
  }

  /** These begin anew: a whole window passes before they can be dead. */
  revive(features: Int32Array): void {
    for (const feature of features) this.idle[feature] = 0
  }

  state(): Float32Array {
    return this.idle.slice()
  }
}
