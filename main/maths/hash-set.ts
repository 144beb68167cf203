/** A set of 64-bit hashes of fixed size. */

export class HashSet {
  /** How many different ones there are. */
  size = 0
  private readonly keys: Uint32Array
  private readonly mask: number

  /** Room for `capacity` hashes; 16 to 32 bytes for each. */
  constructor(readonly capacity: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)))
    this.keys = new Uint32Array(slots * 2)
    this.mask = slots - 1
  }

  /** True when it was not there yet. A full set takes no more and says true for each that it does not know. */
  add(high: number, low: number): boolean {
    // 0, 0 marks an empty slot.
    const first = high === 0 && low === 0 ? 1 : high
    for (let slot = (first ^ low) & this.mask; ; slot = (slot + 1) & this.mask) {
      const at = slot * 2
      if (this.keys[at] === first && this.keys[at + 1] === low) return false
      if (this.keys[at] !== 0 || this.keys[at + 1] !== 0) continue
      if (this.size < this.capacity) {
        this.keys[at] = first
        this.keys[at + 1] = low
        this.size += 1
      }
      return true
    }
  }
}
