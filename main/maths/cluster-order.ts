/**
 * An order of things in which similar ones stand together: hierarchical clustering with average linkage (UPGMA, Sokal and Michener
 * 1958) by the nearest-neighbor chain (Murtagh 1983), O(n²) time and memory.
 */

/**
 * The order [n] u32 of n things with these distances ([n, n] f32, symmetric, finite). Where two clusters join, the ends that are
 * nearest to each other meet. The same distances always give the same order.
 */
export function clusterOrder(distances: Float32Array, n: number): Uint32Array {
  if (n === 0) return new Uint32Array(0)
  const linkage = new AverageLinkage(distances, n)
  const orders = Array.from({ length: n }, (_, i) => [i])
  for (let merged = 1; merged < n; merged += 1) {
    const [kept, gone] = linkage.merge()
    orders[kept] = joined(orders[kept], orders[gone], (a, b) => distances[a * n + b])
    orders[gone] = []
  }
  return Uint32Array.from(orders.find((order) => order.length === n)!)
}

class AverageLinkage {
  private readonly between: Float32Array
  private readonly sizes: Uint32Array
  /** Each is the nearest of the one before it. */
  private readonly chain: number[] = []

  constructor(
    distances: Float32Array,
    private readonly n: number
  ) {
    this.between = distances.slice()
    this.sizes = new Uint32Array(n).fill(1)
  }

  /** Joins two clusters that are nearest to each other; the first keeps its number, the second is gone. */
  merge(): [kept: number, gone: number] {
    const { chain } = this
    if (chain.length === 0) chain.push(this.sizes.findIndex((size) => size > 0))
    for (;;) {
      const last = chain[chain.length - 1]
      const before = chain[chain.length - 2]
      const nearest = this.nearestOf(last, before)
      if (nearest === before) {
        chain.length -= 2
        return this.join(before, last)
      }
      chain.push(nearest)
    }
  }

  /** `preferred` wins a tie, so that the chain ends. */
  private nearestOf(one: number, preferred: number | undefined): number {
    const { n, between, sizes } = this
    let best = preferred ?? -1
    let least = preferred === undefined ? Number.POSITIVE_INFINITY : between[one * n + preferred]
    for (let other = 0; other < n; other += 1) {
      if (other === one || sizes[other] === 0 || between[one * n + other] >= least) continue
      least = between[one * n + other]
      best = other
    }
    return best
  }

  private join(a: number, b: number): [number, number] {
    const { n, between, sizes } = this
    const [kept, gone] = a < b ? [a, b] : [b, a]
    const [own, other] = [sizes[kept], sizes[gone]]
    sizes[gone] = 0
    sizes[kept] = own + other
    for (let i = 0; i < n; i += 1) {
      if (sizes[i] === 0 || i === kept) continue
      const mean = (own * between[kept * n + i] + other * between[gone * n + i]) / (own + other)
      between[kept * n + i] = mean
      between[i * n + kept] = mean
    }
    return [kept, gone]
  }
}

/** One order after the other, either turned around where its other end is nearer. */
function joined(first: number[], second: number[], distance: (a: number, b: number) => number): number[] {
  const end = (order: number[], fromEnd: boolean): number => order[fromEnd ? order.length - 1 : 0]
  let best = { least: Number.POSITIVE_INFINITY, turnFirst: false, turnSecond: false }
  for (const turnFirst of [false, true]) {
    for (const turnSecond of [false, true]) {
      const least = distance(end(first, !turnFirst), end(second, turnSecond))
      if (least < best.least) best = { least, turnFirst, turnSecond }
    }
  }
  if (best.turnFirst) first.reverse()
  if (best.turnSecond) second.reverse()
  return first.concat(second)
}
