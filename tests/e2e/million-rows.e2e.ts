/** A list of a million features: its last row is where it belongs, to the pixel, by keys and by the scroll bar, at either pixel ratio. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { checkout, openElectron } from './hosts/electron-host'
import { loupe } from './hosts/prepared-project'
import { writeWideRun } from './hosts/wide-run'
import { ExplorePage } from './pages/explore-page'
import { LoupeWindow } from './pages/window'

const features = 1_000_000
const last = features - 1

let work: string
let project: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-million-rows-'))
  project = join(work, 'Wide.loupe')
  const toy = join(checkout, 'resources', 'samples', 'toy', 'toy-lm.csv')
  loupe(join(work, 'user'), 'new', project, '--activations', toy)
  loupe(join(work, 'user'), 'train', project, '--features', '8', '--k', '1', '--steps', '20')
  await writeWideRun(project, { features, withEvidence: 500 })
})

test.afterAll(() => rmSync(work, { recursive: true, force: true }))

for (const pixelRatio of [1, 2])
  test(`the last of a million features is exact at pixel ratio ${pixelRatio}`, async () => {
    const host = await openElectron({ pixelRatio, userData: join(work, 'user') })
    try {
      const { page } = host
      expect(await page.evaluate(() => devicePixelRatio)).toBe(pixelRatio)
      // Not an emulated ratio, which would leave elements as high as they may be at 1.
      expect(Math.abs((await tallestElement(page)) / (33_554_400 / pixelRatio) - 1)).toBeLessThan(0.001)
      await host.answerDialogs([project])
      await page.keyboard.press('ControlOrMeta+O')
      await expect(page.getByRole('complementary', { name: 'Job' })).toBeVisible({ timeout: 60_000 })
      await new LoupeWindow(page).go('Explore')
      const explore = new ExplorePage(page)
      await expect.poll(() => explore.total(), { timeout: 60_000 }).toBe(features)
      await page.keyboard.press('End')
      await expect(explore.active).toHaveAttribute('aria-rowindex', String(features + 1))
      await expect(explore.active.getByRole('gridcell').nth(1)).toHaveText(String(last))
      expect(await places(page)).toEqual({ last: 0, gaps: [28] })
      // From the end upward a row at a time, over more rows than are in view: each is whole and in its place.
      for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowUp')
      await expect(explore.active.getByRole('gridcell').nth(1)).toHaveText(String(last - 40))
      expect((await places(page)).gaps).toEqual([28])
      await page.keyboard.press('Home')
      await expect(explore.active.getByRole('gridcell').nth(1)).toHaveText('0')
      await explore.grid.evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }))
      await expect(explore.grid.locator(`[aria-rowindex="${features + 1}"]`)).toBeVisible()
      expect(await places(page)).toEqual({ last: 0, gaps: [28] })
    } finally {
      await host.close()
    }
  })

/** CSS px at which the browser stops making an element higher. */
function tallestElement(page: Page): Promise<number> {
  return page.evaluate(() => {
    const element = document.createElement('div')
    element.style.cssText = 'position: absolute; visibility: hidden; width: 1px; height: 100000000px'
    document.body.append(element)
    const { height } = element.getBoundingClientRect()
    element.remove()
    return height
  })
}

/** Px between the lower edges of the lowest row and of the table, and the distances between neighboring rows in view. */
function places(page: Page): Promise<{ last: number; gaps: number[] }> {
  return new ExplorePage(page).grid.evaluate((grid) => {
    const edge = grid.getBoundingClientRect().top + grid.clientTop + grid.clientHeight
    const rows = [...grid.querySelectorAll<HTMLElement>('[role="row"][aria-rowindex]')].slice(1)
    const boxes = rows.map((row) => row.getBoundingClientRect()).sort((a, b) => a.top - b.top)
    const gaps = new Set(boxes.slice(1).map((box, i) => box.top - boxes[i].top))
    return { last: (boxes.at(-1)?.bottom ?? Number.NaN) - edge, gaps: [...gaps] }
  })
}
