/** The report that all benches of the window write into, each its own figures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export function addFigures(figures: Record<string, number | string>): void {
  const path = process.env.LOUPE_BENCH_REPORT ?? ''
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  writeFileSync(path, JSON.stringify({ ...known, ...figures }))
}
