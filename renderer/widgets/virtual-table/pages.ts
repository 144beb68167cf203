/**
 * Rows of a long list, loaded page by page as they come into view and kept by id.
 * A page that is no longer wanted is cancelled; the page after the view is fetched ahead. Knows no engine: `load` is given.
 */

export interface PageOptions<Row> {
  /** Rows of these ids, in this order. */
  load: (ids: number[], signal: AbortSignal) => Promise<Row[]>
  idOf: (row: Row) => number
  onChange: () => void
  onError: (error: unknown) => void
  pageRows?: number
  /** Rows kept; the longest unused go first. */
  maxRows?: number
}

interface Flight {
  control: AbortController
}

/** One per list of a run: `setIds` when the order or the filter changes, `want` when the view moves. */
export class RowPages<Row> {
  private readonly rows = new Map<number, Row>()
  private readonly flights = new Map<number, Flight>()
  private readonly pageRows: number
  private readonly maxRows: number
  private ids: Uint32Array = new Uint32Array()
  /** Places in view, from … to end − 1. */
  private view = { first: 0, end: 0 }
  /** Rows that are shown until their new state is there. */
  private readonly stale = new Set<number>()

  constructor(private readonly options: PageOptions<Row>) {
    this.pageRows = options.pageRows ?? 200
    this.maxRows = options.maxRows ?? 20_000
  }

  setIds(ids: Uint32Array): void {
    this.cancelExcept(new Set())
    this.ids = ids
  }

  /** The row at a place of the list, if it is here. */
  at(index: number): Row | undefined {
    const id = this.ids[index]
    return id === undefined ? undefined : this.rows.get(id)
  }

  byId(id: number): Row | undefined {
    return this.rows.get(id)
  }

  /** Replaces a row that changed, if it is here. */
  patch(id: number, change: (row: Row) => Row): void {
    const row = this.rows.get(id)
    if (row === undefined) return
    this.rows.set(id, change(row))
    this.options.onChange()
  }

  /** Loads what is missing between two places, and the page after. */
  want(first: number, end: number): void {
    this.view = { first, end }
    const from = Math.floor(first / this.pageRows)
    const to = Math.floor(Math.max(first, end - 1) / this.pageRows) + 1
    const pages: number[] = []
    for (let page = from; page <= to; page++) if (page * this.pageRows < this.ids.length) pages.push(page)
    this.cancelExcept(new Set(pages))
    for (const page of pages) this.loadPage(page)
  }

  /** Asks for the rows around the view again and forgets the others; what is shown stays until the answer is there. */
  askAgain(): void {
    this.cancelExcept(new Set())
    const shown = new Set(this.ids.subarray(this.view.first, this.view.end))
    for (const id of [...this.rows.keys()])
      if (shown.has(id)) this.stale.add(id)
      else this.rows.delete(id)
    this.wantAgain()
  }

  /** Loads what is missing in view, where the places stay and the ids or the rows do not. */
  wantAgain(): void {
    if (this.view.end > this.view.first) this.want(this.view.first, this.view.end)
  }

  /** Forgets all rows, for when nobody looks at them any more. */
  clear(): void {
    this.cancelExcept(new Set())
    this.rows.clear()
  }

  private cancelExcept(wanted: Set<number>): void {
    for (const [page, flight] of this.flights) {
      if (wanted.has(page)) continue
      this.flights.delete(page)
      flight.control.abort()
    }
  }

  private loadPage(page: number): void {
    if (this.flights.has(page)) return
    this.startFlight(
      page,
      this.idsOf(page).filter((id) => !this.rows.has(id) || this.stale.has(id))
    )
  }

  private startFlight(page: number, ids: number[]): void {
    if (ids.length === 0) return
    const flight: Flight = { control: new AbortController() }
    this.flights.set(page, flight)
    void this.fetch(page, ids, flight)
  }

  private idsOf(page: number): number[] {
    return Array.from(this.ids.subarray(page * this.pageRows, (page + 1) * this.pageRows))
  }

  private async fetch(page: number, ids: number[], flight: Flight): Promise<void> {
    try {
      const rows = await this.options.load(ids, flight.control.signal)
      for (const row of rows) this.keep(row)
      this.options.onChange()
    } catch (error) {
      if (!flight.control.signal.aborted) this.options.onError(error)
    } finally {
      if (this.flights.get(page) === flight) this.flights.delete(page)
    }
  }

  private keep(row: Row): void {
    const id = this.options.idOf(row)
    this.rows.delete(id)
    this.stale.delete(id)
    this.rows.set(id, row)
    if (this.rows.size <= this.maxRows) return
    const oldest = this.rows.keys().next().value
    if (oldest !== undefined) this.rows.delete(oldest)
  }
}
