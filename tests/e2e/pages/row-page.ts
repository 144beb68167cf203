/** One row explained: its features, what is missed, what moves. */
import type { Locator, Page } from 'playwright/test'

export class RowPage {
  readonly heading: Locator
  readonly search: Locator
  readonly features: Locator
  /** The feature that keys act on. */
  readonly active: Locator
  readonly missed: Locator
  readonly moved: Locator
  readonly nearest: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: /^Row /, level: 1 })
    this.search = page.getByRole('textbox', { name: 'Row number or text' })
    this.features = page.getByRole('grid', { name: 'Features of the row' })
    this.active = this.features.getByRole('row', { selected: true })
    this.missed = page.getByRole('heading', { name: 'What is missed' })
    this.moved = page.getByRole('heading', { name: 'After your changes' })
    this.nearest = page.getByRole('list', { name: 'Nearest rows' }).getByRole('listitem')
  }
}
