/**
 * Which rows belong to which pattern: by category, document, text, or as a person chose them.
 * Only rows that the analysis saw count.
 */
import type { PatternSource } from '../../../../contract/records/studies/patterns'
import { LoupeError } from '../../../../contract/wire/errors'
import { leftOut, type StudyRows } from '../material'

/** Patterns, and for each row of the data set those that it belongs to: patterns[starts[row]] … patterns[starts[row + 1] − 1]. */
export interface RowGroups {
  names: string[]
  /** Rows of each pattern. */
  sizes: Uint32Array
  /** Patterns that there were before the largest were chosen. */
  found: number
  /** Place of each pattern among those that there were. */
  places: number[]
  starts: Uint32Array
  patterns: Uint16Array
}

/** Pairs of row and group, rows ascending, and the names of the groups. */
interface Grouping {
  names: (group: number) => string
  count: number
  rows: Uint32Array
  groups: Uint32Array
}

/** The `most` patterns with the most rows, in the order of the data. Throws empty, not-found, unsupported. */
export async function rowGroups(by: PatternSource, rows: StudyRows, most: number): Promise<RowGroups> {
  const uses = await rows.uses(0, rows.rows)
  const grouping = await groupingOf(by, rows, (row) => row < uses.length && uses[row] !== leftOut)
  const sizes = new Uint32Array(grouping.count)
  for (const group of grouping.groups) sizes[group] += 1
  const filled = [...sizes.keys()].filter((group) => sizes[group] > 0)
  const chosen = largest(filled, sizes, most)
  if (chosen.length === 0) throw new LoupeError('empty', 'No row belongs to any of these patterns', { hint: 'Choose others.' })
  return {
    names: chosen.map(grouping.names),
    sizes: Uint32Array.from(chosen, (group) => sizes[group]),
    found: filled.length,
    places: placesAmong(filled, chosen),
    ...membership(grouping, chosen, rows.rows)
  }
}

function groupingOf(by: PatternSource, rows: StudyRows, counts: (row: number) => boolean): Promise<Grouping> | Grouping {
  if ('column' in by) return byColumn(by.column, rows, counts)
  if ('documents' in by) return byDocument(rows, counts)
  if ('phrases' in by) return byText(rows, counts)
  return asChosen(by.groups, counts)
}

async function byColumn(column: string, rows: StudyRows, counts: (row: number) => boolean): Promise<Grouping> {
  const { categories, codes } = await rows.categories(column)
  return fromCodes(codes, (code) => categories[code], categories.length, counts)
}

async function byDocument(rows: StudyRows, counts: (row: number) => boolean): Promise<Grouping> {
  if (!rows.hasDocuments) throw noColumn('documents')
  const codes = await rows.documents(0, rows.rows)
  return fromCodes(codes, (ordinal) => rows.documentName(ordinal), rows.documentCount, counts)
}

async function byText(rows: StudyRows, counts: (row: number) => boolean): Promise<Grouping> {
  if (!rows.hasTokens) throw noColumn('texts')
  const known = new Map<string, number>()
  const codes = Int32Array.from(await rows.tokens(0, rows.rows), (text) => {
    const code = known.get(text) ?? known.size
    known.set(text, code)
    return code
  })
  const names = [...known.keys()]
  return fromCodes(codes, (code) => names[code], names.length, counts)
}

function fromCodes(codes: Int32Array, names: Grouping['names'], count: number, counts: (row: number) => boolean): Grouping {
  const rows = Uint32Array.from([...codes.keys()].filter((row) => codes[row] >= 0 && counts(row)))
  return { names, count, rows, groups: Uint32Array.from(rows, (row) => codes[row]) }
}

/** A row may be in several. */
function asChosen(given: { name: string; rows: number[] }[], counts: (row: number) => boolean): Grouping {
  const pairs = given.flatMap(({ rows }, group) => [...new Set(rows)].filter(counts).map((row) => ({ row, group })))
  pairs.sort((a, b) => a.row - b.row || a.group - b.group)
  const rows = Uint32Array.from(pairs, ({ row }) => row)
  return { names: (group) => given[group].name, count: given.length, rows, groups: Uint32Array.from(pairs, ({ group }) => group) }
}

/** Where each of `chosen` stands among `filled`; both ascend. */
function placesAmong(filled: number[], chosen: number[]): number[] {
  let place = 0
  return chosen.map((group) => {
    while (filled[place] !== group) place += 1
    return place
  })
}

/** Ascending; of equal sizes the first. */
function largest(groups: number[], sizes: Uint32Array, most: number): number[] {
  const bySize = groups.toSorted((a, b) => sizes[b] - sizes[a] || a - b)
  return bySize.slice(0, most).sort((a, b) => a - b)
}

function membership({ count, rows, groups }: Grouping, chosen: number[], total: number): Pick<RowGroups, 'starts' | 'patterns'> {
  const patternOf = new Int32Array(count).fill(-1)
  chosen.forEach((group, pattern) => {
    patternOf[group] = pattern
  })
  const starts = new Uint32Array(total + 1)
  const patterns: number[] = []
  let at = 0
  for (let row = 0; row < total; row += 1) {
    for (; at < rows.length && rows[at] === row; at += 1) {
      const pattern = patternOf[groups[at]]
      if (pattern >= 0) patterns.push(pattern)
    }
    starts[row + 1] = patterns.length
  }
  return { starts, patterns: Uint16Array.from(patterns) }
}

function noColumn(what: string): LoupeError {
  return new LoupeError('not-found', `The rows of this project have no ${what}`, {
    hint: 'Group them by a label column, or make a project with a row table that names them.'
  })
}
