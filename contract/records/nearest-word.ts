/** The word that somebody probably meant. Pure. */

/** The nearest of `words`, or undefined when none is near: more than a third of its letters would have to change. */
export function nearestWord(wrong: string, words: readonly string[]): string | undefined {
  const lower = wrong.toLowerCase()
  const measured = words.map((word) => ({ word, distance: distanceOf(lower, word.toLowerCase()) }))
  const [best] = measured.sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined
}

/** Levenshtein's distance: letters put in, taken out or changed. */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const own = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const changed = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1)
      own.push(Math.min(changed, above[column] + 1, own[column - 1] + 1))
    }
    above = own
  }
  return above[b.length]
}
