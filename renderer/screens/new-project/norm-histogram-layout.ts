/** Where bars and axis ticks of a histogram lie. Pure; px. */

export interface BarBox {
  x: number
  y: number
  width: number
  height: number
}

/** One bar per bin, 1 px apart, the highest bin at `top`; a bin that holds anything is at least 1 px high. */
export function barBoxes(counts: readonly number[], width: number, top: number, bottom: number): BarBox[] {
  const most = Math.max(...counts, 1)
  const step = width / Math.max(counts.length, 1)
  return counts.map((count, index) => {
    const height = count === 0 ? 0 : Math.max(((bottom - top) * count) / most, 1)
    return { x: index * step, y: bottom - height, width: Math.max(step - 1, 0.5), height }
  })
}

/** Round numbers inside (low, high), at most eight, steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisTicks(low: number, high: number): number[] {
  const span = high - low
  if (!(span > 0) || !Number.isFinite(span)) return []
  const rough = span / 7
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step + 1e-9) * step; tick < high - span * 0.02; tick += step)
    if (tick > low + span * 0.02) ticks.push(Number(tick.toPrecision(12)))
  return ticks
}
