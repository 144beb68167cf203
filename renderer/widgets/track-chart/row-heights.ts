/** How the height of the chart is shared by its tracks. */

/** No track is lower than its words: name, value and two lines of legend; then the chart scrolls. */
const lowest = 84

/** Whole pixels per weight, summing to `height` when nothing has to scroll. */
export function rowHeights(weights: readonly number[], height: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const heights = weights.map((weight) => Math.max(lowest, Math.floor((height * weight) / total)))
  const rest = height - heights.reduce((sum, value) => sum + value, 0)
  if (rest > 0 && heights.length > 0) heights[0] = heights[0] + rest
  return rest < 0 ? shrunk(heights, -rest) : heights
}

/** Takes what is too much from the rows that have room above the lowest. */
function shrunk(heights: number[], excess: number): number[] {
  const room = heights.reduce((sum, height) => sum + height - lowest, 0)
  if (room <= 0) return heights
  const share = Math.min(1, excess / room)
  return heights.map((height) => Math.max(lowest, Math.floor(height - (height - lowest) * share)))
}
