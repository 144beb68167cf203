/** The texts of axis ticks and of values read off a line; other numbers are format.ts's. */
import { formatFixed } from '../format'
import type { Scale } from './scale'

/** One text per tick: a log axis prints each tick as short as it is, a linear one (and a small part of a log one) all with the same decimals. */
export function tickTexts(kind: Scale['kind'], ticks: readonly number[]): string[] {
  const isWide = ticks.length > 1 && ticks[ticks.length - 1] >= 3 * ticks[0]
  if (kind === 'log' && isWide) return ticks.map((tick) => plainText(tick, digitsAfterPoint(tick)))
  const decimals = Math.max(0, ...ticks.map(digitsAfterPoint))
  const largest = Math.max(0, ...ticks.map(Math.abs))
  if (largest > 0 && largest < 1e-3) return ticks.map((tick) => (tick === 0 ? '0' : scientificText(tick)))
  return ticks.map((tick) => (tick === 0 && decimals > 2 ? '0' : plainText(tick, decimals)))
}

/** 1.2e-3, without zeros that say nothing. */
export function scientificText(value: number): string {
  const [mantissa, exponent] = value.toExponential(2).split('e')
  return `${Number(mantissa)}e${Number(exponent)}`.replace(/^-/, '−')
}

/** Three digits whatever the size, so that the text does not jump while the value moves: 0.120, 34.7, 1,204. */
export function readingText(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return formatFixed(value, 0)
  const size = Math.abs(value)
  if (size > 0 && (size < 1e-3 || size >= 1e6)) return scientificText(value)
  return formatFixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}

function plainText(value: number, decimals: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return scientificText(value)
  return formatFixed(value, decimals)
}

function digitsAfterPoint(value: number): number {
  const text = String(Number(value.toPrecision(6)))
  const [mantissa, exponent] = text.split('e-')
  return (mantissa?.split('.')[1]?.length ?? 0) + Number(exponent ?? 0)
}
