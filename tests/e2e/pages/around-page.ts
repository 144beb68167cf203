/** What stands around a label, by keyboard: dialogs of groups, comments, history, tags, restoring and search; the guidelines. */
import { expect, type Locator, type Page } from 'playwright/test'

export class AroundPage {
  readonly dialog: Locator
  readonly guidelines: Locator
  readonly banner: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog')
    this.guidelines = page.getByRole('complementary', { name: 'Guidelines' })
    this.banner = page.getByText(/^Labels as of/)
  }

  /** Opens a dialog by its key; resolves when it is there. */
  async open(key: string, title: string | RegExp): Promise<Locator> {
    await this.page.keyboard.press(key)
    const dialog = this.page.getByRole('dialog', { name: title })
    await expect(dialog).toBeVisible()
    return dialog
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.dialog).toBeHidden()
  }

  /** Types words into the search; resolves with what it lists. */
  async search(words: string): Promise<Locator> {
    const dialog = await this.open('ControlOrMeta+Shift+F', 'Search labels')
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.type(words)
    return dialog.getByRole('option')
  }

  /** Tabs until the element has the focus. */
  async tabTo(wanted: Locator, most = 40): Promise<void> {
    for (let tabs = 0; tabs < most; tabs += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    await expect(wanted).toBeFocused()
  }
}
