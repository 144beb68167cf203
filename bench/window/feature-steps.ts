/** How long the next feature takes to show: one that was fetched ahead, and one that nobody could foresee. */
import { expect, type Page } from 'playwright/test'
import { ExplorePage } from '../../tests/e2e/pages/explore-page'
import { FeatureView } from '../../tests/e2e/pages/feature-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { median, timed } from './figures'

const steps = 15

/** Medians, from the key to the frame that shows the feature with its evidence. */
export async function featureSteps(page: Page): Promise<{ feature_step_ms: number; feature_cold_ms: number }> {
  await new LoupeWindow(page).go('Explore')
  await expect(new ExplorePage(page).active).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).heading).toHaveText(/^\d+/)
  const feature_step_ms = await timeOf(page, () => page.keyboard.press('j'))
  return { feature_step_ms, feature_cold_ms: await timeOf(page, () => page.keyboard.press('Enter'), unseen) }
}

async function timeOf(page: Page, press: () => Promise<void>, prepare?: (page: Page) => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < steps; i++) {
    await prepare?.(page)
    // What is fetched ahead is fetched in the meantime.
    await page.waitForTimeout(150)
    times.push(await timed(page, untilHeadingChanges, press))
  }
  return median(times)
}

/** Features that were in view, and those around them in the list, which are fetched ahead. */
const seen = new Set<number>()

/** Puts the focus on a near feature that was not asked for yet. */
async function unseen(page: Page): Promise<void> {
  const here = await new FeatureView(page).id()
  seen.add(here)
  for (const id of await listed(page)) seen.add(id)
  const near = page.getByRole('heading', { name: 'Nearest by decoder' }).locator('xpath=ancestor::section').getByRole('listitem')
  await expect(near.first()).toBeVisible()
  for (const item of await near.all()) {
    const id = Number(/^\d+/.exec((await item.textContent()) ?? '')?.[0])
    if (seen.has(id)) continue
    await item.getByRole('button').first().focus()
    return
  }
  await near.last().getByRole('button').first().focus()
}

/** The feature before this one and the three after it. */
function listed(page: Page): Promise<number[]> {
  return page.getByRole('grid', { name: 'Features in list order' }).evaluate((grid) => {
    const rows = [...grid.querySelectorAll<HTMLElement>('[role="row"][aria-rowindex]')]
    const at = rows.findIndex((row) => row.getAttribute('aria-selected') === 'true')
    const near = rows.filter((_, place) => at >= 0 && place >= at - 1 && place <= at + 3)
    return near.map((row) => Number(row.querySelector('[role="gridcell"]')?.textContent))
  })
}

/** Runs in the page: milliseconds from the next key to the frame in which the heading is another one. */
async function untilHeadingChanges(): Promise<number> {
  const title = () => document.querySelector('h1')?.textContent
  const before = title()
  const from = await new Promise<number>((resolve) =>
    window.addEventListener('keydown', (event) => resolve(event.timeStamp), { capture: true, once: true })
  )
  while (title() === before) {
    if (performance.now() - from > 5000) throw new Error('the feature did not change')
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return performance.now() - from
}
