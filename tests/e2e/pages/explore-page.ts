/** The list of all features. */
import type { Locator, Page } from 'playwright/test'

export class ExplorePage {
  readonly grid: Locator
  readonly filter: Locator
  /** The row that keys act on. */
  readonly active: Locator

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Features' })
    this.active = this.grid.getByRole('row', { selected: true })
    this.filter = page.getByRole('combobox', { name: 'Filter features' })
  }

  /** Rows of the whole list, not only those in view. */
  async total(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1
  }
}
