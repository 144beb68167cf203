/** Geometry of the density histogram: bars and outlines in pixels. */

export interface Bar {
  x: number
  width: number
  height: number
  /** Range of the density that the bar counts. */
  from: number
  to: number
  count: number
}

export interface BarSpace {
  width: number
  height: number
  /** log10 of the density at both ends of the axis. */
  fromLog: number
  toLog: number
  /** The count that fills the height. */
  most: number
}

/** One bar per bin, whole pixels, 1 px apart; a bin that counts something is never flatter than 1 px. */
export function densityBars(counts: readonly number[], space: BarSpace): Bar[] {
  const step = (space.toLog - space.fromLog) / counts.length
  return counts.map((count, i) => {
    const left = Math.round((i * space.width) / counts.length)
    const right = Math.round(((i + 1) * space.width) / counts.length)
    const height = count === 0 ? 0 : Math.max(1, Math.round((count / space.most) * space.height))
    const exponent = space.fromLog + i * step
    return { x: left, width: Math.max(1, right - left - 1), height, from: 10 ** exponent, to: 10 ** (exponent + step), count }
  })
}

/** The outline of a histogram as an SVG path, stepping over the tops of its bars from the base on both sides. */
export function densityOutline(counts: readonly number[], space: BarSpace): string {
  const bars = densityBars(counts, space)
  const first = bars.findIndex((bar) => bar.count > 0)
  if (first < 0) return ''
  const last = bars.findLastIndex((bar) => bar.count > 0)
  const base = space.height - 0.5
  const parts = [`M${bars[first].x + 0.5} ${base}`]
  for (const bar of bars.slice(first, last + 1)) parts.push(`V${space.height - bar.height + 0.5}H${bar.x + bar.width + 1.5}`)
  return `${parts.join('')}V${base}`
}
