/** The pattern table: mean activations of phrases, categories or documents, the dense layer beside the features. */
import type { Locator, Page } from 'playwright/test'

/** A row or column of numbers by the name of each. */
export type Means = Record<string, Record<string, number>>

export class PatternsPage {
  readonly heading: Locator
  readonly dense: Locator
  readonly readout: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Patterns', level: 1 })
    this.dense = page.getByRole('grid', { name: 'Patterns, dense layer' })
    this.readout = page.getByRole('main').getByRole('status').first()
  }

  /** The table of a run's features. */
  features(run: string): Locator {
    return this.page.getByRole('grid', { name: `Patterns, ${run}` })
  }

  active(grid: Locator): Locator {
    return grid.getByRole('gridcell', { selected: true })
  }

  /** What stands in the cells in view, by the names of rows and columns. */
  means(grid: Locator): Promise<Means> {
    return grid.evaluate((element) => {
      const found: Record<string, Record<string, number>> = {}
      for (const cell of element.querySelectorAll('[role="gridcell"]')) {
        // "cat, 3: 0.52": row, column, mean; what it is stands in the line below.
        const [, row = '', column = '', mean = ''] = /^(.*), (.*): (.*)\n/.exec(cell.getAttribute('title') ?? '') ?? []
        found[row] ??= {}
        found[row][column] = Number(mean.replace('−', '-'))
      }
      return found
    })
  }
}
