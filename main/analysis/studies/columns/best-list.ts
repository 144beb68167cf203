/** The few best of many things, added one by one. */

export class BestList<T> {
  private readonly kept: { score: number; item: T }[] = []

  constructor(private readonly most: number) {}

  /** Things with a score of 0 are never kept; of equal ones those that came first. `make` is called only for one that is kept. */
  add(score: number, make: () => T): void {
    const { kept, most } = this
    if (!(score > 0) || (kept.length === most && score <= kept[most - 1].score)) return
    let at = kept.length
    while (at > 0 && kept[at - 1].score < score) at -= 1
    kept.splice(at, 0, { score, item: make() })
    kept.length = Math.min(kept.length, most)
  }

  /** The best first. */
  items(): T[] {
    return this.kept.map(({ item }) => item)
  }
}
