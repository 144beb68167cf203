/**
 * Tells a text that comes back late (written, saved, announced) from one that somebody else wrote,
 * so that an echo never takes back what was typed since.
 */
export class EchoFilter {
  #written = new Set<string>()
  #latest: string | undefined
  #isQuiet = false

  /** The editor holds a new text; true when it should be passed on. */
  write(value: string): boolean {
    if (this.#isQuiet) return false
    this.#latest = value
    this.#written.add(value)
    return true
  }

  /** Whether a text from outside is really another one. */
  isNew(value: string): boolean {
    if (value === this.#latest) {
      this.#written = new Set([value])
      return false
    }
    if (this.#written.has(value)) return false
    this.#written.clear()
    this.#latest = undefined
    return true
  }

  /** Changes made inside are from outside, so they are not passed on. */
  quietly(change: () => void): void {
    this.#isQuiet = true
    try {
      change()
    } finally {
      this.#isQuiet = false
    }
  }
}
