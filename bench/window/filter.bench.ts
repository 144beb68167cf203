/** A filter typed in the window over very many features: from its last key to the frame with the rows it finds. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { openElectron } from '../../tests/e2e/hosts/electron-host'
import { prepareProject } from '../../tests/e2e/hosts/prepared-project'
import { writeWideRun } from '../../tests/e2e/hosts/wide-run'
import { ExplorePage } from '../../tests/e2e/pages/explore-page'
import { MonitorPage } from '../../tests/e2e/pages/monitor-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { addFigures, median, timed } from './figures'

/** What is there before the last key, and that key: it changes how many features are found. */
const filters: [typed: string, key: string][] = [
  ['density>0.0', '5'],
  ['max>6 mean<', '2'],
  ['nearest>0.', '9'],
  ['dead:no variance<0.', '5'],
  ['id:100-9000', '0']
]
const rounds = 3

for (const [features, name] of [
  [131_072, 'filter_131072_ms'],
  [1_000_000, 'filter_1000000_ms']
] as const)
  test(`a filter over ${features} features`, async () => {
    const work = mkdtempSync(join(tmpdir(), 'loupe-bench-filter-'))
    const project = prepareProject(work, 'Wide', join(work, 'user'))
    await writeWideRun(project, { features })
    const host = await openElectron({ userData: join(work, 'user') })
    try {
      const { page } = host
      await host.answerDialogs([project])
      await page.keyboard.press('ControlOrMeta+O')
      await expect(new MonitorPage(page).job).toBeVisible()
      await new LoupeWindow(page).go('Explore')
      await expect.poll(() => new ExplorePage(page).total(), { timeout: 60_000 }).toBe(features)
      const times: Record<string, number> = {}
      for (const [typed, key] of filters) {
        const found: number[] = []
        for (let round = 0; round < rounds; round++) found.push(await filterTime(page, typed, key))
        times[`${typed}${key}`] = median(found)
      }
      addFigures({ [name]: Math.max(...Object.values(times)), [`${name}_by_filter`]: times })
    } finally {
      await host.close()
      rmSync(work, { recursive: true, force: true })
    }
  })

async function filterTime(page: Page, typed: string, key: string): Promise<number> {
  await new ExplorePage(page).filter.focus()
  await page.keyboard.type(typed)
  await page.waitForTimeout(1_000)
  const time = await timed(page, untilListed, () => page.keyboard.press(key))
  await page.waitForTimeout(300)
  await clear(page)
  return time
}

/** Takes the text away, then each chip, which becomes text again. */
async function clear(page: Page): Promise<void> {
  for (let term = 0; term < 4; term++) for (const key of ['Control+a', 'Backspace', 'Backspace']) await page.keyboard.press(key)
  await page.waitForTimeout(1_000)
}

/** Runs in the page: milliseconds from the next key to the frame in which another count of features is listed, with the first rows. */
async function untilListed(): Promise<number> {
  const grid = () => document.querySelector('[role="grid"][aria-label="Features"]')
  const count = () => grid()?.getAttribute('aria-rowcount')
  const isFilled = () => {
    const rows = [...(grid()?.querySelectorAll('[role="row"][aria-rowindex]') ?? [])].slice(1, 20)
    return rows.length > 5 && rows.every((row) => row.querySelectorAll('[role="gridcell"]')[1]?.textContent !== '')
  }
  const before = count()
  const from = await new Promise<number>((resolve) =>
    window.addEventListener('keydown', (event) => resolve(event.timeStamp), { capture: true, once: true })
  )
  while (count() === before || !isFilled()) {
    if (performance.now() - from > 10_000) throw new Error('the list did not change')
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return performance.now() - from
}
