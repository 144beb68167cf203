/** A few best neighbors of every feature, the best first. */

/** Marks a place without a feature. */
export const noFeature = 0xffffffff

export class NeighborTable {
  /** [features, most], `noFeature` where there are fewer. */
  readonly features: Uint32Array
  readonly values: Float32Array
  /** What belongs to each value: rows, or sets of rows. */
  readonly counts: Uint32Array

  constructor(
    features: number,
    readonly most: number
  ) {
    this.features = new Uint32Array(features * most).fill(noFeature)
    this.values = new Float32Array(features * most)
    this.counts = new Uint32Array(features * most)
  }

  /** Offers a neighbor of `feature`; of equal values the one that was offered first stays before. */
  offer(feature: number, neighbor: number, exact: number, count: number): void {
    // As it is stored: else equal values would not compare as equal.
    const value = Math.fround(exact)
    const [begin, end] = [feature * this.most, (feature + 1) * this.most]
    let at = end
    while (at > begin && (this.features[at - 1] === noFeature || this.values[at - 1] < value)) at -= 1
    if (at === end) return
    for (let i = end - 1; i > at; i -= 1) {
      this.features[i] = this.features[i - 1]
      this.values[i] = this.values[i - 1]
      this.counts[i] = this.counts[i - 1]
    }
    this.features[at] = neighbor
    this.values[at] = value
    this.counts[at] = count
  }
}
