/** The dialog for drafts by a language model, driven by keys. */
import { expect, type Locator, type Page } from 'playwright/test'

export class DraftDialog {
  readonly element: Locator
  readonly estimate: Locator
  readonly start: Locator
  readonly shownPrompt: Locator
  readonly drafts: Locator
  /** The question, to be edited. */
  readonly prompt: Locator

  constructor(readonly page: Page) {
    this.element = page.getByRole('dialog', { name: /^Draft labels/ })
    this.estimate = this.element.getByRole('status', { name: 'Estimate' })
    this.start = this.element.getByRole('button', { name: 'Start' })
    this.shownPrompt = this.element.getByRole('textbox', { name: /^Prompt as it would be sent/ })
    this.prompt = this.element.getByRole('textbox', { name: 'Prompt text' })
    this.drafts = this.element.getByRole('region', { name: 'Drafts of this run' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+M')
    await expect(this.estimate).toBeVisible()
  }

  /** Shows the prompt as it would be sent. */
  async preview(): Promise<void> {
    await this.element.getByRole('button', { name: /^Preview/ }).press('Enter')
    await expect(this.shownPrompt).toBeVisible()
  }

  /** In place of the prompt that is there. */
  async write(text: string): Promise<void> {
    await this.prompt.focus()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.type(text)
  }

  /** Of the latest draft. */
  async press(name: 'Pause' | 'Go on'): Promise<void> {
    await this.drafts.first().getByRole('button', { name }).press('Enter')
  }
}
