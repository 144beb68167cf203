import { describe, expect, test } from 'vitest'
import type { TimelineDay } from '../../../../../contract/records/timeline'
import { progressPicture } from '../../../../../renderer/screens/progress/progress-picture'
import { pendingAt, progressRows } from '../../../../../renderer/screens/progress/progress-tracks'
import { colors } from '../../widgets/picture/colors'

const day = (date: string, labeled: number, more: Partial<TimelineDay> = {}): TimelineDay => ({
  day: date,
  labeled,
  notInterpretable: 1,
  draft: 2,
  flagged: 0,
  massLabeled: labeled / 100,
  explainedLabeled: labeled / 200,
  people: [{ author: 'Ada', edits: 9, decided: labeled }],
  ...more
})

const days = [
  day('2026-03-01', 10),
  day('2026-03-02', 20),
  day('2026-03-11', 40, { people: [{ author: '', edits: 1, decided: 1 }] })
]

describe('the table of a labeling', () => {
  test('has a line for each day and a column for each person', () => {
    expect(progressRows(days, 100)).toEqual([
      [
        'day',
        'labeled',
        'not_interpretable',
        'draft',
        'flagged',
        'pending',
        'mass_labeled',
        'explained_labeled',
        'decided_by (no name)',
        'decided_by Ada'
      ],
      ['2026-03-01', 10, 1, 2, 0, 87, 0.1, 0.05, 0, 10],
      ['2026-03-02', 20, 1, 2, 0, 77, 0.2, 0.1, 0, 20],
      ['2026-03-11', 40, 1, 2, 0, 57, 0.4, 0.2, 1, 0]
    ])
  })

  test('has never fewer than 0 pending', () => {
    expect(pendingAt(day('2026-03-01', 10), 5)).toBe(0)
  })
})

describe('the picture of a labeling', () => {
  const picture = (some: TimelineDay[], marker = some.length - 1) =>
    progressPicture({ title: 'P', days: some, marker, colors, width: 800 })
  const texts = (some: TimelineDay[], marker?: number) =>
    picture(some, marker).shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))
  const xs = (some: TimelineDay[]) => picture(some).shapes.flatMap((shape) => (shape.kind === 'mark' ? [shape.x] : []))

  test('sets days as far apart as they were, the last at the right edge', () => {
    const [first, second, third] = xs(days)
    expect((third - first) / (second - first)).toBeCloseTo(10)
    expect(third).toBe(800 - 64)
  })

  test('says the values of the day of the marker', () => {
    expect(texts(days, 1)).toEqual(expect.arrayContaining(['20', '20.0 %', '10.0 %']))
    expect(texts(days)).toEqual(expect.arrayContaining(['40', '40.0 %', '20.0 %']))
  })

  test('holds for one day, and without an analysis', () => {
    const alone = picture([day('2026-03-01', 3, { massLabeled: undefined, explainedLabeled: undefined })])
    for (const shape of alone.shapes)
      if (shape.kind === 'mark') expect(Number.isFinite(shape.x) && Number.isFinite(shape.y)).toBe(true)
    expect(texts([day('2026-03-01', 3, { massLabeled: undefined })])).toContain('–')
  })
})
