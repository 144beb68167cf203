import { describe, expect, it } from 'vitest'
import type { Example } from '../../../../../contract/records/feature'
import { linesOf, type SectionChoice, sectionsOf } from '../../../../../renderer/widgets/concordance/sections'

const example = (row: number): Example => ({
  row,
  value: 1,
  source: `row ${row}`,
  tokens: ['x'],
  values: [1],
  peak: 0,
  labels: {}
})
const examples = (from: number, count: number) => Array.from({ length: count }, (_, index) => example(from + index))
const interval = (number: number, count: number) => ({
  interval: number,
  from: number - 1,
  to: number,
  share: 0.125,
  examples: examples(100 * number, count)
})
const page = {
  examples: {
    top: examples(0, 20),
    random: examples(50, 12),
    intervals: [interval(2, 5), interval(6, 5), interval(4, 0), interval(9, 1)]
  }
}
const choice: SectionChoice = {
  counts: { top: 6, random: 5, interval: 3 },
  interval: 6,
  open: new Set(),
  turn: 0,
  documents: true
}

function rowsOf(name: string, change: Partial<SectionChoice> = {}): number[] | undefined {
  return sectionsOf(page, { ...choice, ...change }, 2)
    .find((section) => section.name === name)
    ?.examples.map((entry) => entry.row)
}

describe('sections of examples', () => {
  it('are top, random, then intervals from the chosen one downwards, without empty ones', () => {
    expect(sectionsOf(page, choice, 2).map(({ title, detail, hidden }) => [title, detail, hidden])).toEqual([
      ['Top', 'one per document', 14],
      ['Random', 'among active rows, 1–5 of 12 drawn', 0],
      ['Interval 6', '5.00 – 6.00, holds 12.5 % of active rows', 2],
      ['Interval 2', '1.00 – 2.00, holds 12.5 % of active rows', 2]
    ])
  })

  it('show all when opened', () => {
    expect(rowsOf('interval-6', { open: new Set(['interval-6']) })).toHaveLength(5)
    expect(rowsOf('top', { open: new Set(['top']) })).toHaveLength(20)
  })

  it('turn to the next handful of random rows and around', () => {
    expect(rowsOf('random', { turn: 1 })).toEqual([55, 56, 57, 58, 59])
    expect(rowsOf('random', { turn: 2 })).toEqual([60, 61])
    expect(rowsOf('random', { turn: 3 })).toEqual([50, 51, 52, 53, 54])
  })

  it('say only what is true of data without documents, and leave out a random section without rows', () => {
    const bare = { examples: { top: examples(0, 2), random: [], intervals: [] } }
    expect(sectionsOf(bare, { ...choice, documents: false }, 2)).toMatchObject([
      { title: 'Top', detail: 'strongest rows', hidden: 0 }
    ])
  })

  it('say when all random rows are in view, and how each section was chosen', () => {
    const sections = sectionsOf({ examples: { ...page.examples, random: examples(50, 3) } }, choice, 2)
    expect(sections[1]?.detail).toBe('among active rows, all of them')
    for (const section of sections) expect(section.explanation.length).toBeGreaterThan(20)
  })

  it('count their lines in reading order', () => {
    expect(linesOf(sectionsOf(page, choice, 2)).map((entry) => entry.row)).toEqual([
      0, 1, 2, 3, 4, 5, 50, 51, 52, 53, 54, 600, 601, 602, 200, 201, 202
    ])
  })
})
