/** The page of one feature. */
import type { Locator, Page } from 'playwright/test'

export class FeatureView {
  readonly heading: Locator
  readonly top: Locator
  readonly numbers: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.top = page.getByRole('region', { name: /^Top/ }).getByRole('listitem')
    this.numbers = page.locator('dl').first()
  }

  async id(): Promise<number> {
    return Number(/^\d+/.exec(await this.heading.innerText())?.[0])
  }
}
