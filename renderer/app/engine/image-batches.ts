/** Images of rows, asked for one by one and fetched together: each call opens the table anew, so one serves many rows. */
import { maxImageRows, type RowImage } from '../../../contract/records/image'

interface Waiting {
  row: number
  resolve(image: RowImage): void
  reject(error: unknown): void
}

/** Time in which the rows of one screen are drawn. */
const collectMs = 20
/** Fewer than a call allows: large images come in sooner. */
const rowsPerCall = Math.min(16, maxImageRows)

export class ImageBatches {
  private waiting: Waiting[] = []
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly ask: (rows: number[]) => Promise<RowImage[]>) {}

  image(row: number): Promise<RowImage> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setTimeout(() => this.send(), collectMs)
      this.waiting.push({ row, resolve, reject })
    })
  }

  /** One call after the other: the images that were asked for first are there first. */
  private send(): void {
    const all = this.waiting.splice(0)
    for (let from = 0; from < all.length; from += rowsPerCall) {
      const some = all.slice(from, from + rowsPerCall)
      this.last = this.last.then(() => this.fetch(some))
    }
  }

  private async fetch(some: Waiting[]): Promise<void> {
    try {
      const images = await this.ask([...new Set(some.map(({ row }) => row))])
      const byRow = new Map(images.map((image) => [image.row, image]))
      for (const { row, resolve } of some) resolve(byRow.get(row) ?? { row })
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
}
