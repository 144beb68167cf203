import { describe, expect, it } from 'vitest'
import type { LabelEdit } from '../../../../../contract/records/label'
import { categorySuggestion, earlierLabels, otherLabels, tokenSuggestion } from '../../../../../main/analysis/suggestions/propose'

const day = Date.UTC(2026, 4, 1)
const edit = (label: string | undefined, more: Partial<LabelEdit> = {}): LabelEdit => ({
  id: 1,
  run: 'r',
  feature: 0,
  before: {},
  after: label === undefined ? { status: 'labeled' } : { label },
  author: 'Ada',
  at: day,
  applied: true,
  ...more
})

describe('earlier labels', () => {
  it('are each text once, the latest first, without what it is called now', () => {
    const history = [edit('Now '), edit('b', { author: '' }), edit('B'), edit(undefined), edit('a', { applied: false }), edit('')]
    expect(earlierLabels('now', history)).toEqual([
      { source: 'earlier', text: 'b', why: 'Its label on 2026-05-01; it was changed since' },
      { source: 'earlier', text: 'a', why: 'Called so by Ada on 2026-05-01; it was undone' }
    ])
    expect(
      earlierLabels(
        '',
        Array.from({ length: 9 }, (_, i) => edit(`text ${i}`))
      )
    ).toHaveLength(5)
  })
})

describe('labels of others', () => {
  const opinion = { author: 'Bea', at: day, notes: '', confidence: null, tags: ['t'], label: 'dates', status: 'labeled' } as const
  it('are what somebody else says, also that there is nothing', () => {
    const found = otherLabels('numbers', [
      { ...opinion, tags: ['t'] },
      { ...opinion, tags: [], label: '', status: 'not-interpretable' },
      { ...opinion, tags: [], label: 'Numbers' },
      { ...opinion, tags: [], label: ' ' }
    ])
    expect(found).toEqual([
      { source: 'earlier', text: 'dates', tags: ['t'], why: 'Bea calls it so (2026-05-01)' },
      { source: 'earlier', text: '', status: 'not-interpretable', why: 'Bea finds it not interpretable (2026-05-01)' }
    ])
  })
})

describe('tokens', () => {
  it('are named once as one reads them, with lift and shares in words', () => {
    const token = (text: string, lift: number) => ({ token: text, share: 0.6, shareOfAll: 0.6 / lift, lift })
    const [found] = tokenSuggestion([token(' the', 20), token('the', 12), token('\n', 3)], 1_200)
    expect(found).toMatchObject({ source: 'tokens', text: 'the, ↵', score: 20 })
    expect(found.why).toBe('“the” is on 60 % of its rows and 3 % of all 1,200 (×20), “the” ×12, “↵” ×3')
    expect(tokenSuggestion([], 10)).toEqual([])
  })

  it('fit into a label however long they are', () => {
    const long = Array.from({ length: 5 }, (_, i) => ({ token: `${i}${'x'.repeat(5_000)}`, share: 1, shareOfAll: 0.1, lift: 10 }))
    expect(tokenSuggestion(long, 10)[0].text.length).toBeLessThan(500)
  })
})

describe('a category', () => {
  const best = { column: 'domain', category: 'news', per: 'row', f1: 0.84, precision: 0.8, recall: 0.9 } as const
  it('is a suggestion with its F1, unless it is told badly', () => {
    expect(categorySuggestion(best)).toEqual([
      {
        source: 'column',
        text: 'domain: news',
        why: 'It tells domain = news from the rest with F1 0.84 (precision 0.80, recall 0.90) on held-out rows',
        score: 0.84
      }
    ])
    expect(categorySuggestion({ ...best, f1: 0.2 })).toEqual([])
    expect(categorySuggestion(undefined)).toEqual([])
  })
})
