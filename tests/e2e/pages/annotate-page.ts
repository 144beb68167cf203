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
  readonly order: Locator
  readonly filter: Locator
  readonly recent: Locator
  /** The table of many features at once. */
  readonly bulk: Locator
  readonly bulkLabel: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.label = page.getByRole('textbox', { name: 'Label', exact: true })
    this.notes = page.getByRole('textbox', { name: 'Notes in Markdown' })
    this.suggestions = page.getByRole('list', { name: 'Suggestions, not labels' }).getByRole('listitem')
    this.progress = page.getByRole('progressbar', { name: 'features with an answer' })
    this.order = page.getByRole('combobox', { name: 'Order of the queue' })
    this.filter = page.getByRole('combobox', { name: 'Filter of the queue' })
    this.recent = page.getByRole('region', { name: 'Last ten decisions' })
    this.bulk = page.getByRole('grid', { name: 'Features of the queue' })
    this.bulkLabel = page.getByRole('textbox', { name: 'Label of all selected' })
  }

  async id(): Promise<number> {
    return Number(/^\d+/.exec(await this.heading.innerText())?.[0])
  }

  async at(feature: number): Promise<void> {
    await expect(this.heading).toHaveText(new RegExp(`^${feature}(?!\\d)`))
  }

  /** Chooses an order by keyboard: the first letters of its name. */
  async orderBy(name: string): Promise<void> {
    await this.page.keyboard.press('Shift+O')
    await expect(this.order).toBeFocused()
    await this.order.selectOption({ label: name })
    await this.page.getByRole('main').focus()
  }

  async openBulk(): Promise<void> {
    await this.page.keyboard.press('v')
    await expect(this.bulk).toBeVisible()
  }

  /** ms from the press of a key in the page to the frame in which another feature has its examples. */
  async timeToNext(key: string): Promise<number> {
    const watch = await this.page.evaluateHandle(() => {
      const text = () => /^\d+/.exec(document.querySelector('h1')?.textContent ?? '')?.[0]
      const before = text()
      const pressed = new Promise<number>((done) =>
        window.addEventListener('keydown', (event) => done(event.timeStamp), { capture: true, once: true })
      )
      const shown = new Promise<number>((done) => {
        const look = () => {
          if (text() !== before && document.querySelector('main [data-line]')) done(performance.now())
          else requestAnimationFrame(look)
        }
        look()
      })
      return { took: Promise.all([pressed, shown]).then(([from, to]) => to - from) }
    })
    await this.page.keyboard.press(key)
    return watch.evaluate(({ took }) => took)
  }

  /** Count of a state in the progress part. */
  async count(state: 'labeled' | 'not-interpretable' | 'draft' | 'flagged' | 'later' | 'pending'): Promise<number> {
    const text = await this.page.locator(`[data-count="${state}"]`).innerText()
    return Number(/[\d,]+$/.exec(text.trim())?.[0].replaceAll(',', ''))
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
    // A matcher would look again after 100 ms only, for each of many labels.
    await expect.poll(() => this.id(), { intervals: [20] }).not.toBe(feature)
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
