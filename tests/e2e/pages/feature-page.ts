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

  /** The tokens that the top examples peak at, from the words that a screen reader gets: `0.52 on dog, in not dog`. */
  async topTokens(): Promise<string[]> {
    const spoken = await this.top.evaluateAll((lines) => lines.map((line) => line.getAttribute('aria-label') ?? ''))
    return spoken.map((line) => /^\S+ on (.*), in /.exec(line)?.[1] ?? line)
  }

  async id(): Promise<number> {
    return Number(/^\d+/.exec(await this.heading.innerText())?.[0])
  }
}
