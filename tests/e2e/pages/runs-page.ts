/** All runs of a project: the plane, the table, what two of them differ in. */
import { expect, type Locator, type Page } from 'playwright/test'

export class RunsPage {
  readonly grid: Locator
  readonly rows: Locator
  readonly plane: Locator
  readonly differences: Locator
  readonly curves: Locator

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Runs' })
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.plane = page.getByRole('img', { name: /^Sparsity against reconstruction/ })
    this.differences = page.getByRole('region', { name: 'Differences', exact: true })
    this.curves = page.getByRole('region', { name: 'Curves', exact: true })
  }

  /** From the monitor of a run. */
  async show(): Promise<void> {
    await this.page.getByRole('main').focus()
    await this.page.keyboard.press('c')
    await expect(this.grid).toBeVisible()
  }
}
