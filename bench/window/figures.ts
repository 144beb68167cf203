/** The report that all benches of the window write into, each its own figures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export function addFigures(figures: Record<string, number | string | Record<string, number>>): void {
  const path = process.env.LOUPE_BENCH_REPORT ?? ''
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  writeFileSync(path, JSON.stringify({ ...known, ...figures }))
}

/** The middle one; of an even count the upper of both. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
