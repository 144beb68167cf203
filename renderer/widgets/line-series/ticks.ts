/** Round numbers for axes: which values get a rule and a text. */
import type { Scale } from './scale'

/** Steps that read well, as multiples of a power of ten. */
const niceSteps = [1, 2, 2.5, 5, 10]

/** The smallest round step of which at most `most` fit into the span. */
export function niceStep(span: number, most: number): number {
  const rough = span / Math.max(1, most)
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = niceSteps.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Round values from low to high, ascending, at most `most` + 1 of them. */
export function linearTicks(low: number, high: number, most: number): number[] {
  if (!(high > low)) return [low]
  const step = niceStep(high - low, most)
  const ticks: number[] = []
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(clean(i * step))
  return ticks
}

/** Round values of a log axis: 1-2-5 of each decade, or fewer where there are too many decades. */
export function logTicks(low: number, high: number, most: number): number[] {
  for (const multiples of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = decadeTicks(low, high, multiples, 1)
    if (ticks.length > most + 1) continue
    return ticks.length >= Math.min(3, most) ? ticks : linearTicks(low, high, most + 1)
  }
  const decades = Math.log10(high / low)
  return decadeTicks(low, high, [1], Math.max(1, Math.ceil(decades / most)))
}

/** The ticks of a scale, ascending, about `most` of them. */
export function ticksOf(scale: Scale, most: number): number[] {
  return scale.kind === 'log' ? logTicks(scale.low, scale.high, most) : linearTicks(scale.low, scale.high, most)
}

function decadeTicks(low: number, high: number, multiples: number[], every: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % every !== 0) continue
    for (const multiple of multiples) {
      const value = clean(multiple * 10 ** power)
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) ticks.push(value)
    }
  }
  return ticks
}

/** Takes the dust of binary fractions off: 0.30000000000000004 → 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}
