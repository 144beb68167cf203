/** Norms in words: of layers they are hundreds, of normalized rows 1, of some models thousandths. Pure. */
import { formatFixed } from '../../widgets/format'

/** At least `least` decimals, and as many as three digits need: `171.5`, `3.62`, `0.0312`. */
export function normWords(norm: number, least = 1): string {
  const power = norm > 0 && Number.isFinite(norm) ? Math.floor(Math.log10(norm)) : 2
  return formatFixed(norm, Math.min(Math.max(2 - power, least), 9))
}

/** Ticks of one axis, all with the decimals that the finest of them needs. */
export function tickWords(ticks: readonly number[]): string[] {
  const decimals = Math.max(0, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0))
  return ticks.map((tick) => formatFixed(tick, Math.min(decimals, 9)))
}
