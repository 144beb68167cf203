/** The data of an open project: its facts, its files, the check of a file against a run. */
import type { Locator, Page } from 'playwright/test'

export class DataPage {
  readonly heading: Locator
  readonly files: Locator
  /** What is said of files that are missing or changed. */
  readonly lost: Locator
  readonly fit: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Data', level: 1 })
    this.files = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Files' }) })
    this.fit = page.getByRole('dialog', { name: 'Check a file against a run' })
    this.lost = this.files.getByRole('alert')
  }

  /** One of the facts of the data set; its files have lines of their own. */
  fact(label: string): Locator {
    return this.page
      .getByRole('main')
      .locator('section')
      .first()
      .getByText(label, { exact: true })
      .locator('xpath=ancestor::div[1]')
  }
}
