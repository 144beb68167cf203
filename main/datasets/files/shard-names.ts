/**
 * Which files of a folder are one data set in pieces, told from their names. Names that only count (chunk-0001, part 3,
 * data-00000-of-00004) are shards; `layer_11` and `layer_12` hold different things and stay apart.
 */

/** A file, or the shards of one data set in natural order. */
export interface NameGroup {
  names: string[]
  /** What the names have in common, `#` for the number; the name itself where there is one. */
  pattern: string
}

/** A number that counts pieces by the word before it (chunk-3) or by what follows (3-of-8). */
const piece = /(?<=(?:shard|chunk|part|batch|block|piece)[-_. ]?)\d+|\d+(?=[-_. ]of[-_. ]\d+)/gi
/** A number of three digits or more: it counts pieces where it is padded with zeros, and is a size or a layer otherwise. */
const padded = /\d{3,}/g

/** Groups in the order of their first names. A group of one file is the file. */
export function shardGroups(names: readonly string[]): NameGroup[] {
  const groups = new Map<string, NameGroup>()
  for (const name of names) {
    const pattern = name.replace(piece, '#').replace(padded, '##')
    const group = groups.get(pattern) ?? { names: [], pattern }
    group.names.push(name)
    groups.set(pattern, group)
  }
  return [...groups.values()].flatMap((group) => (countsOn(group) ? [group] : apart(group)))
}

/** Of padded numbers all have one width, and the first is small enough to show its zeros. */
function countsOn({ names, pattern }: NameGroup): boolean {
  if (names.length < 2) return false
  if (!pattern.includes('##')) return true
  const numbers = names.map((name) => name.replace(piece, '#').match(padded) ?? [])
  const [first] = numbers
  return first.every((digits, place) => {
    const all = numbers.map((found) => found[place])
    const isSame = all.every((text) => text === digits)
    return isSame || (all.some((text) => text.startsWith('0')) && all.every((text) => text.length === digits.length))
  })
}

function apart({ names }: NameGroup): NameGroup[] {
  return names.map((name) => ({ names: [name], pattern: name }))
}

/** The part of a path that holds `*` or `?` as a test of names; undefined where it holds none. */
export function namePattern(name: string): RegExp | undefined {
  if (!/[*?]/.test(name)) return undefined
  const escaped = name.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')
}
