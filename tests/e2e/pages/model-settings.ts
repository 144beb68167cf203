/** The part of Settings about drafts by a language model, driven by keys. */
import { expect, type Locator, type Page } from 'playwright/test'

export class ModelSettings {
  readonly section: Locator
  readonly address: Locator
  readonly listModels: Locator

  constructor(readonly page: Page) {
    this.section = page.getByRole('region', { name: 'Drafts by a language model' })
    this.address = this.section.getByRole('textbox', { name: 'Address' })
    this.listModels = this.section.getByRole('button', { name: 'List models' })
  }

  /** In place of what stands there; kept by Enter. */
  async type(field: Locator, text: string): Promise<void> {
    await field.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  async turnOn(): Promise<void> {
    const box = this.section.getByRole('checkbox', { name: 'Let a language model draft labels' })
    await box.press('Space')
    await expect(box).toBeChecked()
  }

  async choose(model: string): Promise<void> {
    await this.section.getByRole('combobox', { name: 'Model' }).selectOption(model)
  }

  async keepKey(key: string): Promise<void> {
    await this.section.getByLabel('Key', { exact: true }).focus()
    await this.page.keyboard.type(key)
    await this.page.keyboard.press('Enter')
  }
}
