/** The annotation queue, driven by keys alone. */
import { expect, type Locator, type Page } from 'playwright/test'

export interface Answer {
  label: string
  /** Key of a tag. */
  tag?: number
  confidence?: 1 | 2 | 3
  note?: string
}

export class AnnotatePage {
  readonly heading: Locator
  readonly label: Locator
  readonly notes: Locator
  readonly progress: Locator
  readonly suggestions: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.label = page.getByRole('textbox', { name: 'Label', exact: true })
    this.notes = page.getByRole('textbox', { name: 'Notes in Markdown' })
    this.suggestions = page.getByRole('list', { name: 'Suggestions, not labels' }).getByRole('listitem')
    this.progress = page.getByRole('progressbar', { name: 'features with an answer' })
  }

  async id(): Promise<number> {
    return Number(/^\d+/.exec(await this.heading.innerText())?.[0])
  }

  async at(feature: number): Promise<void> {
    await expect(this.heading).toHaveText(new RegExp(`^${feature}(?!\\d)`))
  }

  /** Gives the feature in view an answer and goes on; resolves with its id. */
  async answer({ label, tag, confidence, note }: Answer): Promise<number> {
    const feature = await this.id()
    const { keyboard } = this.page
    await keyboard.press('l')
    await expect(this.label).toBeFocused()
    await keyboard.type(label)
    await keyboard.press('Escape')
    await expect(this.label).not.toBeFocused()
    if (tag) await keyboard.press(String(tag))
    if (confidence) await keyboard.press(`Alt+${confidence}`)
    if (note) await this.write(note)
    await keyboard.press('Enter')
    await expect(this.heading).not.toHaveText(new RegExp(`^${feature}(?!\\d)`))
    return feature
  }

  private async write(note: string): Promise<void> {
    await this.page.keyboard.press('o')
    await expect(this.notes).toBeFocused()
    await this.page.keyboard.type(note)
    await this.page.keyboard.press('Escape')
    await expect(this.notes).toBeHidden()
  }
}
