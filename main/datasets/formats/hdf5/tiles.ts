/**
 * Unpacked parts of HDF5 data sets that were used last, of all open files together: shards may be many, memory has one limit.
 */

/** A part of an array: where it begins, and its bytes [sequences, positions, row]. */
export interface Tile {
  sequence: number
  position: number
  positions: number
  bytes: Uint8Array
}

const keptBytes = 128 * 1024 * 1024

/** Of all files, the oldest first. */
const kept = new Map<string, Tile>()
let keptSum = 0
let files = 0

/** The tiles of one file. */
export class Tiles {
  private readonly own: string

  constructor() {
    files += 1
    this.own = `${files} `
  }

  get(key: string): Tile | undefined {
    const tile = kept.get(this.own + key)
    if (tile) {
      kept.delete(this.own + key)
      kept.set(this.own + key, tile)
    }
    return tile
  }

  set(key: string, tile: Tile): void {
    kept.set(this.own + key, tile)
    keptSum += tile.bytes.length
    for (const oldest of kept.keys()) {
      if (keptSum <= keptBytes || kept.size === 1) return
      drop(oldest)
    }
  }

  clear(): void {
    for (const key of [...kept.keys()]) if (key.startsWith(this.own)) drop(key)
  }
}

function drop(key: string): void {
  keptSum -= kept.get(key)?.bytes.length ?? 0
  kept.delete(key)
}
