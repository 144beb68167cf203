/** The form of a new run. */
import { expect, type Locator, type Page } from 'playwright/test'

export type RunField = 'dSae' | 'k' | 'l1Coefficient' | 'steps' | 'batchRows' | 'learningRate' | 'seed' | 'checkpointEverySteps'

export class NewRunPage {
  readonly heading: Locator
  readonly start: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'New run' })
    this.start = page.getByRole('button', { name: 'Start training' })
  }

  field(field: RunField): Locator {
    return this.page.locator(`#run-${field}`)
  }

  /** What stands below a field: its hint, or what is wrong with it. */
  problem(field: RunField): Locator {
    return this.page.locator(`#run-${field}-note[role="alert"]`)
  }

  /** Opens the rarely needed fields. */
  async more(): Promise<void> {
    await this.page.getByRole('button', { name: 'More' }).click()
    await expect(this.field('checkpointEverySteps')).toBeVisible()
  }

  /** Sizes first: other defaults follow them, and what was typed before stays. */
  async fill(fields: Partial<Record<RunField, number>>): Promise<void> {
    await expect(this.field('dSae')).toBeVisible()
    for (const [name, value] of Object.entries(fields)) await this.field(name as RunField).fill(String(value))
  }

  /** Fields that follow others settle a moment after the typing; until then the form may not be ready. */
  async begin(): Promise<void> {
    await expect(this.start).toBeEnabled()
    await this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
