import { expect, test } from 'vitest'
import { type LabelEvent, timelineOf } from '../../../../main/analysis/timeline'

const hour = 3_600_000
const event = (at: number, edit: number, feature: number, changes: Partial<LabelEvent> = {}): LabelEvent => ({
  at,
  edit,
  feature,
  author: 'Ada',
  status: 'labeled',
  applied: true,
  ...changes
})

const events = [
  event(hour, 1, 0),
  event(2 * hour, 2, 1, { author: 'Bea', status: 'not-interpretable' }),
  event(3 * hour, 3, 0, { status: undefined }),
  event(26 * hour, 4, 2),
  event(26 * hour, 5, 3, { status: 'draft', author: 'Bea' }),
  event(50 * hour, 4, 2, { applied: false })
]
const shares = { mass: [0.5, 0.2, 0.25, 0.05], explained: [0.6, 0.1, 0.3, 0] }

test('a day says what was decided by its end, what that covers, and who did it', () => {
  const { days, people } = timelineOf(events, shares, 0)
  expect(
    days.map(({ day, labeled, notInterpretable, massLabeled, explainedLabeled }) => [
      day,
      labeled,
      notInterpretable,
      massLabeled,
      explainedLabeled
    ])
  ).toEqual([
    ['1970-01-01', 1, 1, 0.5, 0.6],
    ['1970-01-02', 2, 1, 0.75, expect.closeTo(0.9)],
    ['1970-01-03', 1, 1, 0.5, 0.6]
  ])
  expect(days[0].people).toEqual([
    { author: 'Ada', edits: 2, decided: 1 },
    { author: 'Bea', edits: 1, decided: 1 }
  ])
  // What was undone in the end is nobody's work.
  expect(people).toEqual(
    [
      { author: 'Bea', edits: 2, decided: 1 },
      { author: 'Ada', edits: 2, decided: 1 }
    ].sort((a, b) => (a.author < b.author ? -1 : 1))
  )
})

test('days begin where the person is, and an undo brings back the state before', () => {
  expect(timelineOf([event(23 * hour, 1, 0)], {}, 120).days).toMatchObject([{ day: '1970-01-02', labeled: 1 }])
  const changed = [event(1, 1, 0), event(2, 2, 0, { status: 'not-interpretable' }), event(3, 2, 0, { applied: false })]
  expect(timelineOf(changed, {}, 0).days).toEqual([
    {
      day: '1970-01-01',
      labeled: 1,
      notInterpretable: 0,
      draft: 0,
      flagged: 0,
      people: [{ author: 'Ada', edits: 1, decided: 1 }]
    }
  ])
})

test('a hundred thousand edits of one day are counted in well under a second', () => {
  const many = Array.from({ length: 100_000 }, (_, place) => event(place, place, place % 30_000))
  const begun = performance.now()
  expect(timelineOf(many, {}, 0).days).toMatchObject([{ labeled: 30_000, people: [{ author: 'Ada', edits: 100_000 }] }])
  expect(performance.now() - begun).toBeLessThan(2_000)
})
