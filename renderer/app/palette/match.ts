/**
 * How well a typed text fits a title, and which letters fit: whole words first, then parts of words, then letters in order.
 */

export interface Match {
  /** Higher is better. */
  score: number
  /** Matched letters as [from, to) in the title. */
  ranges: [number, number][]
}

/** Null when the letters of `query` do not stand in `text` in their order. An empty query fits everything. */
export function matchText(query: string, text: string): Match | null {
  const wanted = query.trim().toLowerCase()
  if (!wanted) return { score: 0, ranges: [] }
  const hay = text.toLowerCase()
  return matchWhole(wanted, hay) ?? matchLetters(wanted, hay)
}

function matchWhole(wanted: string, hay: string): Match | null {
  const at = bestPosition(wanted, hay)
  if (at === -1) return null
  const base = at === 0 ? 100 : isWordStart(hay, at) ? 80 : 60
  return { score: base - hay.length / 1000, ranges: [[at, at + wanted.length]] }
}

/** The first place at a word's start, else the first at all. */
function bestPosition(wanted: string, hay: string): number {
  for (let at = hay.indexOf(wanted); at !== -1; at = hay.indexOf(wanted, at + 1)) if (isWordStart(hay, at)) return at
  return hay.indexOf(wanted)
}

/** Letters in order, each at the next word's start where there is one. */
function matchLetters(wanted: string, hay: string): Match | null {
  const ranges: [number, number][] = []
  let from = 0
  let starts = 0
  for (const letter of wanted.replace(/\s+/g, '')) {
    const at = nextLetter(letter, hay, from, ranges.at(-1)?.[1])
    if (at === -1) return null
    if (isWordStart(hay, at)) starts++
    const last = ranges.at(-1)
    if (last && last[1] === at) last[1] = at + 1
    else ranges.push([at, at + 1])
    from = at + 1
  }
  return { score: 20 + (10 * starts) / wanted.length - ranges.length - hay.length / 1000, ranges }
}

function nextLetter(letter: string, hay: string, from: number, end: number | undefined): number {
  if (end === from && hay[from] === letter) return from
  for (let at = hay.indexOf(letter, from); at !== -1; at = hay.indexOf(letter, at + 1)) if (isWordStart(hay, at)) return at
  return hay.indexOf(letter, from)
}

function isWordStart(hay: string, at: number): boolean {
  return at === 0 || /[\s\-_./(]/.test(hay[at - 1])
}
