/**
 * Which range of values an axis shows.
 * Lone outliers do not squeeze the rest; they are cut at the edge, still drawn and still in the values.
 */
import type { Scale } from './scale'

export interface DomainWish {
  kind: 'linear' | 'log'
  /** An end that is always there: 0 for counts, 1 for explained variance. */
  low?: number
  high?: number
  /** Values that must be in view: the target. */
  include?: number[]
}

/** Full ranges wider than this many times the bulk (2nd to 98th percentile) are cut to the bulk. */
const outlierRatio = 4
/** Room above and below the lines, as a share of the range. */
const padding = 0.05

/** A scale for these values (any order, NaN ignored); a plain one when there is nothing to show. */
export function domainFor(values: Float64Array, wish: DomainWish): Scale {
  const kind = wish.kind
  const usable = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0)).sort()
  const include = (wish.include ?? []).filter((value) => kind === 'linear' || value > 0)
  if (usable.length === 0 && include.length === 0) return emptyScale(wish)
  const bulk = usable.length > 0 ? bulkRange(usable, kind) : ([include[0], include[0]] as const)
  const low = wish.low ?? Math.min(bulk[0], ...include)
  const high = wish.high ?? Math.max(bulk[1], ...include)
  return padded(kind, low, high, wish)
}

function emptyScale(wish: DomainWish): Scale {
  const low = wish.low ?? (wish.kind === 'log' ? 0.1 : 0)
  return { kind: wish.kind, low, high: Math.max(wish.high ?? 1, low + 1e-9) }
}

function bulkRange(sorted: Float64Array, kind: Scale['kind']): readonly [number, number] {
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]
  const measure = (low: number, high: number) => (kind === 'log' ? Math.log(high / low) : high - low)
  const [low, high] = [at(0.02), at(0.98)]
  const isCut = measure(low, high) > 0 && measure(at(0), at(1)) > outlierRatio * measure(low, high)
  return isCut ? [low, high] : [at(0), at(1)]
}

function padded(kind: Scale['kind'], low: number, high: number, wish: DomainWish): Scale {
  if (kind === 'log') {
    const room = high > low * 1.02 ? (high / low) ** padding : 1.1
    return { kind, low: low / room, high: high * room }
  }
  const span = high - low
  const room = span > 1e-12 ? span * padding : Math.max(Math.abs(high) * 0.1, 0.5)
  return {
    kind,
    low: wish.low === undefined ? low - room : low,
    high: wish.high === undefined ? high + room : high + span * 0.02
  }
}
