/**
 * Lays a fuzzy graph out in the plane by stochastic gradient descent with negative sampling: the second half of UMAP
 * (arXiv 1802.03426, algorithm 5), with the defaults of umap-learn (5 negative samples, rate 1).
 * The same graph, start and seed give the same picture.
 */
import { createRandom, type Random } from '../random'
import { forceTables } from './forces'
import type { FuzzyGraph } from './fuzzy-graph'

const negativeSamples = 5
/** Of one coordinate of one step. */
const mostStep = 4

/** umap-learn: 500 epochs, for more than 10,000 points 200. */
export function usualEpochs(nodes: number): number {
  return nodes <= 10_000 ? 500 : 200
}

export class Layout {
  /** Epochs done. */
  epoch = 0
  readonly epochs: number
  private readonly edges: Edges
  private readonly random: Random
  private readonly forces = forceTables()

  /** `positions` [nodes, 2] is where points start, and is moved. */
  constructor(
    graph: FuzzyGraph,
    readonly positions: Float32Array,
    { epochs, seed }: { epochs: number; seed: number }
  ) {
    this.edges = edgesOf(graph, epochs)
    this.random = createRandom(seed)
    this.epochs = epochs
  }

  /** One epoch: each edge as often as its weight asks for. */
  step(): void {
    const rate = 1 - this.epoch / this.epochs
    const { from, to, every, next } = this.edges
    for (let edge = 0; edge < from.length; edge += 1) {
      if (next[edge] > this.epoch) continue
      next[edge] += every[edge]
      this.attract(from[edge], to[edge], rate)
      this.repel(from[edge], rate)
    }
    this.epoch += 1
  }

  private attract(node: number, other: number, rate: number): void {
    const { positions, forces } = this
    const x = positions[2 * node] - positions[2 * other]
    const y = positions[2 * node + 1] - positions[2 * other + 1]
    const pull = forces.pull(x * x + y * y)
    const [right, up] = [rate * clipped(pull * x), rate * clipped(pull * y)]
    positions[2 * node] += right
    positions[2 * node + 1] += up
    positions[2 * other] -= right
    positions[2 * other + 1] -= up
  }

  /** From some points at random; the others are not moved. */
  private repel(node: number, rate: number): void {
    const { positions, random, forces } = this
    const nodes = positions.length / 2
    for (let i = 0; i < negativeSamples; i += 1) {
      const other = random.integer(nodes)
      if (other === node) continue
      const x = positions[2 * node] - positions[2 * other]
      const y = positions[2 * node + 1] - positions[2 * other + 1]
      const square = x * x + y * y
      const push = forces.push(square)
      // Points at one place have no direction of their own, so they part in any.
      positions[2 * node] += rate * (square === 0 ? mostStep * (random.next() - 0.5) : clipped(push * x))
      positions[2 * node + 1] += rate * (square === 0 ? mostStep * (random.next() - 0.5) : clipped(push * y))
    }
  }
}

function clipped(value: number): number {
  return Math.max(-mostStep, Math.min(mostStep, value))
}

/** Each edge in both directions: a point at either end is pushed away from others. */
interface Edges {
  from: Uint32Array
  to: Uint32Array
  /** Epochs from one step of an edge to its next. */
  every: Float64Array
  next: Float64Array
}

/** Edges too weak to come up once are left out. */
function edgesOf({ from, to, weights }: FuzzyGraph, epochs: number): Edges {
  const greatest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const kept = Uint32Array.from(weights.keys()).filter((edge) => weights[edge] >= greatest / epochs)
  const both = (first: Uint32Array, second: Uint32Array) =>
    Uint32Array.from({ length: 2 * kept.length }, (_, i) => (i % 2 === 0 ? first : second)[kept[i >> 1]])
  const every = Float64Array.from({ length: 2 * kept.length }, (_, i) => greatest / weights[kept[i >> 1]])
  return { from: both(from, to), to: both(to, from), every, next: every.slice() }
}
