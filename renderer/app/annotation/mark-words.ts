/** Where the words of a search stand in a text, so that they can be marked. Pure. */

/** Parts of the text in their order; a marked one is a word that was looked for, whatever its case. */
export interface MarkedPart {
  text: string
  marked: boolean
  /** Where it begins in the text. */
  at: number
}

export function wordsOf(search: string): string[] {
  return search.split(/\s+/).filter((word) => word !== '')
}

export function markedParts(text: string, words: readonly string[]): MarkedPart[] {
  const wanted = words.filter((word) => word !== '').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (wanted.length === 0) return text === '' ? [] : [{ text, marked: false, at: 0 }]
  // The longest first, so that a word that begins with another one is marked whole.
  const pattern = new RegExp(wanted.sort((a, b) => b.length - a.length).join('|'), 'giu')
  const parts: MarkedPart[] = []
  let end = 0
  const add = (from: number, to: number, marked: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), marked, at: from })
  }
  for (const { index, 0: found } of text.matchAll(pattern)) {
    add(end, index, false)
    add(index, index + found.length, true)
    end = index + found.length
  }
  add(end, text.length, false)
  return parts
}
