/** The form of a new run. */
import { expect, type Locator, type Page } from 'playwright/test'
import { LoupeWindow } from './window'

export type RunField =
  | 'dSae'
  | 'k'
  | 'sparsityCoefficient'
  | 'steps'
  | 'batchRows'
  | 'learningRate'
  | 'seed'
  | 'checkpointEverySteps'

export class NewRunPage {
  readonly heading: Locator
  readonly start: Locator
  readonly ownPreset: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'New run' })
    this.start = page.getByRole('button', { name: 'Start training' })
    this.ownPreset = page.getByLabel('Own preset')
  }

  field(field: RunField): Locator {
    return this.page.locator(`#run-${field}`)
  }

  /** What stands below a field: its hint, or what is wrong with it. */
  problem(field: RunField): Locator {
    return this.page.locator(`#run-${field}-note[role="alert"]`)
  }

  /** Opens a group of rarely needed fields by its title. */
  async open(group: 'Sparsity' | 'Dead features' | 'Optimizer and schedule' | 'Validation and checkpoints'): Promise<void> {
    const head = this.page.getByRole('button', { name: new RegExp(`^${group}`) })
    await head.click()
    await expect(head).toHaveAttribute('aria-expanded', 'true')
  }

  async architecture(name: string): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check()
  }

  /** Trains over several values of a field. */
  async sweep(field: RunField, values: string): Promise<void> {
    await this.page.getByLabel('Add a field to the sweep').selectOption(field)
    await this.page
      .getByRole('textbox', { name: /^Values of / })
      .last()
      .fill(values)
  }

  /** Sizes first: other defaults follow them, and what was typed before stays. */
  async fill(fields: Partial<Record<RunField, number>>): Promise<void> {
    await expect(this.field('dSae')).toBeVisible()
    for (const [name, value] of Object.entries(fields)) await this.field(name as RunField).fill(String(value))
  }

  /** The same with keys alone. */
  async type(fields: Partial<Record<RunField, number>>): Promise<void> {
    await expect(this.field('dSae')).toBeVisible()
    for (const [name, value] of Object.entries(fields)) {
      await new LoupeWindow(this.page).reach(this.field(name as RunField))
      await this.page.keyboard.press('ControlOrMeta+A')
      await this.page.keyboard.type(String(value))
    }
  }

  /** Fields that follow others settle a moment after the typing; until then the form may not be ready. */
  async begin(): Promise<void> {
    await expect(this.start).toBeEnabled()
    await this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
