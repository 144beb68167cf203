/** What axe calls serious or critical in the window as it is. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'

/** In words that lead to the element. */
export async function violations(page: Page): Promise<string[]> {
  // Of what is in order axe would work out where it is, too, which takes it longest on a page with much in it.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations: found } = await axe.analyze()
  const bad = found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return bad.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** The same in both themes; the one that was there is there again afterwards. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => document.documentElement.getAttribute('data-theme') ?? 'light')
  const found: string[] = []
  for (const theme of [shown === 'dark' ? 'light' : 'dark', shown]) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    for (const words of await violations(page)) found.push(`${theme}: ${words}`)
  }
  return found
}
