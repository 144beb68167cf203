/**
 * From nearest neighbors to the fuzzy graph that UMAP draws (McInnes, Healy & Melville 2018, arXiv 1802.03426, algorithms 2–3;
 * the constants of umap-learn). Weights are local: each point is as near to its nearest neighbor as any other is to its own.
 */

/** Undirected edges, each once; from < to. */
export interface FuzzyGraph {
  nodes: number
  from: Uint32Array
  to: Uint32Array
  /** 0 < weight ≤ 1 */
  weights: Float32Array
}

/** Nearest neighbors of each point, never the point itself: both arrays are [nodes, count], the nearest first. */
export interface NearestNeighbors {
  nodes: number
  count: number
  ids: Uint32Array
  /** ≥ 0 */
  distances: Float32Array
}

/** The fuzzy union of what each point says: a + b − ab of the weights in both directions. */
export function fuzzyGraph(neighbors: NearestNeighbors): FuzzyGraph {
  const { nodes, count, ids } = neighbors
  const memberships = membershipStrengths(neighbors)
  const most = nodes * count
  const [from, to, weights] = [new Uint32Array(most), new Uint32Array(most), new Float32Array(most)]
  let edges = 0
  for (let at = 0; at < most; at += 1) {
    const [one, other] = [Math.floor(at / count), ids[at]]
    const back = placeOf(ids, count, other, one)
    // Where both name each other, the first of the two tells for both.
    if (back >= 0 && other < one) continue
    const opposite = back < 0 ? 0 : memberships[back]
    from[edges] = Math.min(one, other)
    to[edges] = Math.max(one, other)
    weights[edges] = memberships[at] + opposite - memberships[at] * opposite
    edges += 1
  }
  return { nodes, from: from.slice(0, edges), to: to.slice(0, edges), weights: weights.slice(0, edges) }
}

/** Where `node` names `wanted` among its neighbors, −1 where it does not. */
function placeOf(ids: Uint32Array, count: number, node: number, wanted: number): number {
  for (let at = node * count; at < (node + 1) * count; at += 1) if (ids[at] === wanted) return at
  return -1
}

/** Steps of the search for σ, and how small σ may be beside the mean distance; umap-learn's. */
const searchSteps = 64
const leastScale = 1e-3

/**
 * exp(−max(0, d − ρ) ÷ σ), [nodes, count]: ρ the distance to the nearest neighbor that is not at the same place, σ such that the
 * sum over the neighbors is log₂ of their number and the point itself.
 */
export function membershipStrengths({ nodes, count, distances }: NearestNeighbors): Float32Array {
  const strengths = new Float32Array(nodes * count)
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length)
  for (let node = 0; node < nodes; node += 1) {
    const own = distances.subarray(node * count, (node + 1) * count)
    const nearest = own.find((distance) => distance > 0) ?? 0
    const ownMean = own.reduce((sum, distance) => sum + distance, 0) / count
    const least = leastScale * (nearest > 0 ? ownMean : mean)
    const sigma = Math.max(least, scaleOf(own, nearest, Math.log2(count + 1)))
    own.forEach((distance, i) => {
      strengths[node * count + i] = strength(distance, nearest, sigma)
    })
  }
  return strengths
}

function strength(distance: number, nearest: number, sigma: number): number {
  return distance <= nearest || sigma === 0 ? 1 : Math.exp((nearest - distance) / sigma)
}

/** σ by halving; the sum grows with it. */
function scaleOf(distances: Float32Array, nearest: number, wanted: number): number {
  let [low, high, sigma] = [0, Number.POSITIVE_INFINITY, 1]
  for (let step = 0; step < searchSteps; step += 1) {
    const sum = distances.reduce((total, distance) => total + strength(distance, nearest, sigma), 0)
    if (Math.abs(sum - wanted) < 1e-5) break
    if (sum > wanted) high = sigma
    else low = sigma
    sigma = Number.isFinite(high) ? (low + high) / 2 : 2 * sigma
  }
  return sigma
}
