/** The pinned features below the tracks of the monitor. */
import { expect, type Locator, type Page } from 'playwright/test'

export class PinsPart {
  readonly section: Locator
  readonly numbers: Locator
  readonly pins: Locator
  readonly checkpoint: Locator

  constructor(readonly page: Page) {
    this.section = page.getByRole('region', { name: 'Pinned features' })
    this.numbers = page.getByRole('textbox', { name: 'Features to pin, by number' })
    this.pins = this.section.getByRole('article')
    this.checkpoint = page.getByText(/^checkpoint [\d,]+$/)
  }

  pin(feature: number): Locator {
    return this.section.getByRole('article', { name: `Feature ${feature}`, exact: true })
  }

  /** Examples of a pinned feature at the checkpoint that is shown. */
  examples(feature: number): Locator {
    return this.pin(feature).getByRole('listitem')
  }

  /** By keyboard, from the monitor. */
  async type(numbers: string): Promise<void> {
    await this.page.getByRole('main').focus()
    await this.page.keyboard.press('p')
    await expect(this.numbers).toBeFocused()
    await this.page.keyboard.type(numbers)
    await this.page.keyboard.press('Enter')
  }
}
