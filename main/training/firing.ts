/** How many features fire on nearly all rows, and how many on almost none; densities are maths/density-window.ts's. */

/** SAEBench freq_over_10_percent. */
const denseAbove = 0.1
const rareBelow = 1e-4
/** Rows that have to be seen before a feature can be called rare: ten firings of one at the border. */
const rareRows = 10 / rareBelow

export interface FiringCounts {
  dense: number
  /** Fired, but on fewer than one of 10,000 rows; undefined before the window holds enough rows to tell. */
  rare?: number
}

/** `densities` [dSae] over `rows` rows. */
export function firingCounts(densities: Float32Array, rows: number): FiringCounts {
  let dense = 0
  let rare = 0
  for (const density of densities) {
    if (density > denseAbove) dense += 1
    else if (density > 0 && density < rareBelow) rare += 1
  }
  return rows >= rareRows ? { dense, rare } : { dense }
}
