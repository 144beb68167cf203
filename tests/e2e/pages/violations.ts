/** What axe calls serious or critical in the window as it is. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'

/** In words that lead to the element. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const bad = found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return bad.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}
