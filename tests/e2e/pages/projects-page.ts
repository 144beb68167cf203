/** The first screen: recent projects, samples, a field for paths where there is no dialog. */
import { expect, type Locator, type Page } from 'playwright/test'
import { LoupeWindow } from './window'

export class ProjectsPage {
  readonly heading: Locator
  readonly path: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Projects', level: 1 })
    this.path = page.getByRole('textbox', { name: 'Path of a project folder or of activation files' })
  }

  /** The card of a recent project; a sample that was opened has one beside its own. */
  card(name: string): Locator {
    return this.page.locator('[data-folder]').filter({ has: this.page.getByRole('button', { name, exact: true }) })
  }

  /** Opens a sample by keys and waits until its project is there. */
  async openSample(id: 'smollm2' | 'toy'): Promise<void> {
    const button = this.page.locator(`[data-sample="${id}"]`).getByRole('button', { name: 'Open the sample' })
    await new LoupeWindow(this.page).reach(button)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByRole('heading', { name: 'New run' })).toBeVisible()
  }

  async open(name: string): Promise<void> {
    await this.card(name).getByRole('button', { name, exact: true }).press('Enter')
  }
}
