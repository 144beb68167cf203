/** A dictionary of other files taken into a project: the path, what was found, how it fits. */
import { expect, type Locator, type Page } from 'playwright/test'

export class ImportPage {
  readonly heading: Locator
  readonly path: Locator
  readonly found: Locator
  readonly tensors: Locator
  readonly mapping: Locator
  readonly fit: Locator
  readonly take: Locator
  readonly guessed: Locator

  constructor(readonly page: Page) {
    const section = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
    this.heading = page.getByRole('heading', { name: 'Import dictionary', level: 1 })
    this.path = page.getByRole('textbox', { name: 'File of the weights, or a folder with it' })
    this.found = section('What was found')
    this.tensors = section('Tensors')
    this.mapping = section('Which tensor is which')
    this.fit = page.getByRole('complementary', { name: 'Fit' })
    this.take = page.getByRole('button', { name: 'Import', exact: true })
    this.guessed = page.getByRole('checkbox', { name: 'What was guessed is right' })
  }

  /** By key, from anywhere in a project; the dialog that follows is answered by the host. */
  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+I')
    await expect(this.path).toBeFocused()
    await this.page.keyboard.press('ControlOrMeta+O')
  }

  finish(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
