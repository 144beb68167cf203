/** Export: the folder to write, and the receipt. */
import type { Locator, Page } from 'playwright/test'

export class ExportPage {
  readonly folder: Locator
  readonly receipt: Locator

  constructor(readonly page: Page) {
    this.folder = page.getByRole('textbox', { name: 'Folder to write' })
    this.receipt = page.getByRole('article', { name: 'Receipt' })
  }

  chooseFolder(): Promise<void> {
    return this.page.getByRole('button', { name: 'Choose…' }).click()
  }

  write(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
