/** A screen that answers a question about a run: not asked yet, under way, or answered. */
import { expect, type Locator, type Page } from 'playwright/test'

export class StudyPage {
  /** The one button of a question that was not asked yet. */
  readonly start: Locator
  readonly cancel: Locator

  constructor(readonly page: Page) {
    this.start = page.getByRole('main').locator('[aria-keyshortcuts="Control+Enter"], [aria-keyshortcuts="Meta+Enter"]').first()
    this.cancel = page.getByRole('button', { name: 'Cancel' })
  }

  /** Asks by its key, unless there is an answer already, and waits until it is there. */
  async answered(answer: Locator, timeout = 60_000): Promise<void> {
    await expect(this.start.or(answer).first()).toBeVisible()
    if (!(await answer.isVisible())) await this.page.keyboard.press('ControlOrMeta+Enter')
    await expect(answer).toBeVisible({ timeout })
  }
}
