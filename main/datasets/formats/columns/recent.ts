/** Decoded parts of a file that were used last, up to a number of bytes: neighboring rows are most often asked for together. */

export class Recent<T extends { byteLength: number }> {
  private readonly kept = new Map<string, Promise<T>>()
  private readonly sizes = new Map<string, number>()
  private bytes = 0

  constructor(private readonly maxBytes: number) {}

  /** The part of this key; made when it is not there. Several who ask at once share the work. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.kept.get(key)
    this.kept.delete(key)
    const part = known ?? this.made(key, make)
    this.kept.set(key, part)
    return part
  }

  clear(): void {
    this.kept.clear()
    this.sizes.clear()
    this.bytes = 0
  }

  private async made(key: string, make: () => Promise<T>): Promise<T> {
    try {
      const part = await make()
      if (!this.kept.has(key)) return part
      this.sizes.set(key, part.byteLength)
      this.bytes += part.byteLength
      this.dropOldest(key)
      return part
    } catch (thrown) {
      this.kept.delete(key)
      throw thrown
    }
  }

  private dropOldest(but: string): void {
    for (const key of this.kept.keys()) {
      if (this.bytes <= this.maxBytes) return
      const size = this.sizes.get(key)
      // Parts that are still being made have no size yet.
      if (key === but || size === undefined) continue
      this.kept.delete(key)
      this.sizes.delete(key)
      this.bytes -= size
    }
  }
}
