/** Annotators: who labels, files of labels, the review, repeats; by keyboard. */
import { expect, type Locator, type Page } from 'playwright/test'
import type { Host } from '../hosts/host'
import { LoupeWindow } from './window'

export class PeoplePage {
  readonly who: Locator
  readonly says: Locator
  readonly dialog: Locator
  readonly originals: Locator
  readonly list: Locator
  readonly settled: Locator
  readonly label: Locator
  readonly repeated: Locator
  readonly decided: Locator

  constructor(readonly page: Page) {
    this.who = page.getByRole('button', { name: /^Labeling as/ })
    this.says = page.getByRole('list', { name: 'Who says what' })
    this.dialog = page.getByRole('dialog')
    this.originals = page.getByRole('region', { name: 'Both originals' })
    this.list = page.getByRole('grid', { name: 'Disagreements' })
    this.settled = page
      .getByRole('banner')
      .or(page.locator('header'))
      .getByText(/settled$/)
    this.label = page.getByRole('textbox', { name: 'Label', exact: true })
    this.decided = page.getByText(/^Decided by/)
    this.repeated = page.getByRole('heading', { name: /^Label of \d+, once more/ })
  }

  fact(name: string): Locator {
    return this.page.getByRole('list', { name: /^Agreement of/ }).getByRole('button', { name: new RegExp(`^${name}`) })
  }

  async labelAs(name: string): Promise<void> {
    await this.page.keyboard.press('Alt+w')
    const field = this.dialog.getByRole('combobox', { name: 'Name' })
    await expect(field).toBeFocused()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.type(name)
    await this.page.keyboard.press('Enter')
    await expect(this.dialog).toBeHidden()
  }

  async exportTo(host: Host, path: string): Promise<void> {
    await new LoupeWindow(this.page).command('Export an annotator’s labels')
    await host.answerDialogs([path])
    await this.dialog.getByRole('button', { name: 'Choose… File' }).press('Enter')
    await this.dialog.getByRole('textbox', { name: 'File' }).press('Enter')
    await expect(this.dialog).toBeHidden()
  }

  /** Leaves the dialog open with its preview, the focus in the field of the path. */
  async chooseImport(host: Host, path: string): Promise<void> {
    await new LoupeWindow(this.page).command('Import an annotator’s labels')
    await host.answerDialogs([path])
    await this.dialog.getByRole('button', { name: 'Choose… File of labels' }).press('Enter')
    const field = this.dialog.getByRole('textbox', { name: 'File of labels' })
    await expect(field).toHaveValue(path)
    await field.focus()
  }
}
