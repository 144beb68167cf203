/** The checks of a label: the quiz, its result, and the rule, wherever a feature is in view. */
import { expect, type Locator, type Page } from 'playwright/test'

export class ChecksPart {
  readonly section: Locator
  readonly quiz: Locator
  readonly rows: Locator
  readonly current: Locator
  readonly revealed: Locator
  readonly rule: Locator
  readonly rulePattern: Locator
  readonly worth: Locator

  constructor(readonly page: Page) {
    this.section = page.getByRole('heading', { name: 'Checks' }).locator('xpath=ancestor::section[1]')
    this.quiz = page.getByRole('dialog', { name: /^Quiz of feature \d+/ })
    this.rows = page.getByRole('region', { name: 'Rows of the quiz', exact: true }).getByRole('listitem')
    this.current = this.quiz.locator('[aria-current="true"]')
    this.revealed = page.getByRole('region', { name: 'Rows of the quiz with their activations' }).getByRole('listitem')
    this.rule = page.getByRole('dialog', { name: /^Rule of feature \d+/ })
    this.rulePattern = this.rule.getByRole('textbox', { name: 'Fires where' })
    this.worth = this.rule.getByRole('region', { name: 'What the rule is worth' })
  }

  /** Answers every row once they are there, one after the other, and finishes. */
  async answerAll(keys: readonly string[]): Promise<void> {
    await expect(this.rows).toHaveCount(keys.length)
    for (const key of keys) await this.page.keyboard.press(key)
    await this.page.keyboard.press('Enter')
    await expect(this.revealed.first()).toBeVisible()
  }

  /** F1, precision and recall as they are printed. */
  async shares(): Promise<number[]> {
    const printed = await this.worth.locator('.display').allInnerTexts()
    return printed.map(Number)
  }
}
