/**
 * Groups of a weighted graph in which edges are denser than between them: the Louvain method
 * (Blondel, Guillaume, Lambiotte & Lefebvre 2008, arXiv 0803.0476), modularity with resolution 1. Seeded.
 */
import { createRandom, type Random } from './random'
import { permutation } from './shuffle'

/** Undirected edges, each once, no loops. */
export interface WeightedEdges {
  nodes: number
  from: Uint32Array
  to: Uint32Array
  /** > 0 */
  weights: Float32Array | Float64Array
}

/** Rounds over all nodes of one level. */
const mostRounds = 30

/** Group of each node, [nodes] u32: 0 is the largest group; of equally large ones the one with the lower first node. */
export function louvain(edges: WeightedEdges, seed: number): Uint32Array {
  const random = createRandom(seed)
  let graph = neighborhoods(edges, new Float64Array(edges.nodes))
  const groupOf = Uint32Array.from({ length: edges.nodes }, (_, node) => node)
  for (;;) {
    const { communities, count } = numbered(settled(graph, random))
    for (let node = 0; node < groupOf.length; node += 1) groupOf[node] = communities[groupOf[node]]
    if (count === graph.nodes) return bySize(groupOf, count)
    graph = merged(graph, communities, count)
  }
}

/** Neighbors of node i: to[starts[i]] … to[starts[i + 1] − 1]. */
interface Graph {
  nodes: number
  starts: Uint32Array
  to: Uint32Array
  weights: Float64Array
  /** Weight inside of each node. */
  loops: Float64Array
}

function neighborhoods({ nodes, from, to, weights }: WeightedEdges, loops: Float64Array): Graph {
  const starts = new Uint32Array(nodes + 1)
  for (let edge = 0; edge < from.length; edge += 1) {
    starts[from[edge] + 1] += 1
    starts[to[edge] + 1] += 1
  }
  for (let node = 0; node < nodes; node += 1) starts[node + 1] += starts[node]
  const graph = { nodes, starts, to: new Uint32Array(2 * from.length), weights: new Float64Array(2 * from.length), loops }
  const next = starts.slice()
  const add = (node: number, other: number, weight: number): void => {
    graph.to[next[node]] = other
    graph.weights[next[node]] = weight
    next[node] += 1
  }
  for (let edge = 0; edge < from.length; edge += 1) {
    add(from[edge], to[edge], weights[edge])
    add(to[edge], from[edge], weights[edge])
  }
  return graph
}

/** Community of each node once no node gains by moving to that of a neighbor. */
function settled(graph: Graph, random: Random): Uint32Array {
  const { nodes, starts, weights, loops } = graph
  const degrees = new Float64Array(nodes)
  for (let node = 0; node < nodes; node += 1) {
    degrees[node] = 2 * loops[node]
    for (let at = starts[node]; at < starts[node + 1]; at += 1) degrees[node] += weights[at]
  }
  const level: Level = {
    graph,
    degrees,
    total: degrees.reduce((sum, degree) => sum + degree, 0),
    communities: Uint32Array.from({ length: nodes }, (_, node) => node),
    totals: degrees.slice(),
    shared: new Float64Array(nodes)
  }
  const order = permutation(nodes, random)
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = 0
    for (const node of order) if (move(level, node)) moved += 1
    if (moved === 0) break
  }
  return level.communities
}

interface Level {
  graph: Graph
  degrees: Float64Array
  total: number
  communities: Uint32Array
  /** Σ degrees of each community. */
  totals: Float64Array
  /** Weight from the node at hand to each community; 0 between nodes. */
  shared: Float64Array
}

/** Moves a node to where modularity is greatest; true when that is another community. */
function move({ graph, degrees, total, communities, totals, shared }: Level, node: number): boolean {
  const { starts, to, weights } = graph
  const own = communities[node]
  const [first, end] = [starts[node], starts[node + 1]]
  for (let at = first; at < end; at += 1) shared[communities[to[at]]] += weights[at]
  totals[own] -= degrees[node]
  const gainOf = (community: number): number => shared[community] - (degrees[node] * totals[community]) / total
  let [best, gain] = [own, gainOf(own) + 1e-12]
  for (let at = first; at < end; at += 1) {
    const community = communities[to[at]]
    const other = gainOf(community)
    if (other > gain) [best, gain] = [community, other]
  }
  for (let at = first; at < end; at += 1) shared[communities[to[at]]] = 0
  totals[best] += degrees[node]
  communities[node] = best
  return best !== own
}

/** Communities with the numbers 0 … count − 1, in the order of their first nodes. */
function numbered(communities: Uint32Array): { communities: Uint32Array; count: number } {
  const numbers = new Map<number, number>()
  const renamed = communities.map((community) => {
    const number = numbers.get(community) ?? numbers.size
    numbers.set(community, number)
    return number
  })
  return { communities: renamed, count: numbers.size }
}

/** Communities as nodes. */
function merged(graph: Graph, communities: Uint32Array, count: number): Graph {
  const loops = new Float64Array(count)
  const between = new Map<number, number>()
  for (let node = 0; node < graph.nodes; node += 1) {
    const own = communities[node]
    loops[own] += graph.loops[node]
    for (let at = graph.starts[node]; at < graph.starts[node + 1]; at += 1) {
      const other = communities[graph.to[at]]
      // Each edge is met from both ends.
      if (other === own) loops[own] += graph.weights[at] / 2
      else if (own < other) between.set(own * count + other, (between.get(own * count + other) ?? 0) + graph.weights[at])
    }
  }
  const keys = [...between.keys()]
  const from = Uint32Array.from(keys, (key) => Math.floor(key / count))
  const to = Uint32Array.from(keys, (key) => key % count)
  return neighborhoods({ nodes: count, from, to, weights: Float64Array.from(between.values()) }, loops)
}

function bySize(groupOf: Uint32Array, count: number): Uint32Array {
  const sizes = new Uint32Array(count)
  for (const group of groupOf) sizes[group] += 1
  const order = Array.from(sizes.keys()).sort((g, h) => sizes[h] - sizes[g] || g - h)
  const place = new Uint32Array(count)
  order.forEach((group, at) => {
    place[group] = at
  })
  return groupOf.map((group) => place[group])
}
