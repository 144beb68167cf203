/** The one-file viewer, opened from disk. */
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from 'playwright/test'

export class ViewerPage {
  readonly search: Locator
  readonly found: Locator
  readonly features: Locator
  readonly main: Locator
  /** How the features to be printed are shown. */
  readonly shown: Locator

  constructor(readonly page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search' })
    this.found = page.getByRole('status')
    this.features = page.getByRole('navigation', { name: 'Features' }).getByRole('link')
    this.main = page.getByRole('main')
    this.shown = page.getByRole('combobox', { name: 'Show' })
  }

  async open(file: string): Promise<void> {
    await this.page.goto(pathToFileURL(file).href)
  }

  go(name: string): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
  }
}
