/** What the window hands out: lines on the clipboard, files. */
import { readFileSync } from 'node:fs'
import { expect } from 'playwright/test'
import type { ElectronHost } from './electron-host'

/** Copies by a key, and compares what is on the clipboard. */
export async function cited({ app, page }: ElectronHost, keys: string, line: RegExp): Promise<void> {
  await app.evaluate(({ clipboard }) => clipboard.clear())
  await page.keyboard.press(keys)
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(line)
}

/** Empty while there is no such file. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
