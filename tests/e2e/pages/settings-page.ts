/** Settings: the list of all commands with their keys. */
import { expect, type Locator, type Page } from 'playwright/test'

export interface ListedCommand {
  id: string
  title: string
  scopes: string[]
  keys: string[]
}

export class SettingsPage {
  readonly filter: Locator

  constructor(readonly page: Page) {
    this.filter = page.getByRole('textbox', { name: 'Filter commands' })
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+,')
    await this.page.getByRole('button', { name: 'Change keys…' }).press('Enter')
    await expect(this.filter).toBeVisible()
  }

  row(id: string): Locator {
    return this.page.locator(`[data-command="${id}"]`)
  }

  /** As if by keyboard: the button is focused and pressed, then the keys. */
  async give(id: string, keys: string): Promise<void> {
    await this.row(id)
      .getByRole('button', { name: /^Change/ })
      .press('Enter')
    await expect(this.row(id).getByRole('button', { name: /^Press the new keys/ })).toBeFocused()
    await this.page.keyboard.press(keys)
  }

  /** All that are listed, with their default keys. */
  commands(): Promise<ListedCommand[]> {
    return this.page.locator('[data-command]').evaluateAll((rows) =>
      rows.map((row) => {
        const { command = '', scopes = '', keys = '' } = (row as HTMLElement).dataset
        const words = (text: string) => text.split(' ').filter((word) => word !== '')
        return { id: command, title: row.firstElementChild?.textContent ?? '', scopes: words(scopes), keys: words(keys) }
      })
    )
  }
}
