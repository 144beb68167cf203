/** The report that all benches of the window write into, each its own figures, and how a key is timed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright/test'

export function addFigures(figures: Record<string, number | string | Record<string, number>>): void {
  const path = process.env.LOUPE_BENCH_REPORT ?? ''
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  writeFileSync(path, JSON.stringify({ ...known, ...figures }))
}

/** The middle one; of an even count the upper of both. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Milliseconds as `watch` tells them; it runs in the page and listens for the key before `press` is called. */
export async function timed(page: Page, watch: () => Promise<number>, press: () => Promise<void>): Promise<number> {
  // In an object, so that what is awaited here is that it began.
  const watching = await page.evaluateHandle(`({ time: (${watch})() })`)
  await press()
  return watching.evaluate((begun) => (begun as { time: Promise<number> }).time)
}
