/** Export: the folder to write, and the receipt. */
import { expect, type Locator, type Page } from 'playwright/test'

export class ExportPage {
  readonly folder: Locator
  readonly receipt: Locator
  readonly target: Locator
  readonly filter: Locator
  readonly planned: Locator

  constructor(readonly page: Page) {
    this.folder = page.getByRole('textbox', { name: 'Folder to write' })
    this.target = page.getByRole('combobox', { name: 'Export as' })
    this.filter = page.getByRole('textbox', { name: 'Filter of the features' })
    this.planned = page.locator('section', { has: page.getByRole('heading', { name: 'Files to be written' }) })
    this.receipt = page.getByRole('article', { name: 'Receipt' })
  }

  async chooseFolder(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Choose…' })).toBeEnabled()
    await this.page.keyboard.press('Alt+F')
  }

  write(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
