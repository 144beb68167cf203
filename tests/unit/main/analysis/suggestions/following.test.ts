import { describe, expect, it } from 'vitest'
import type { Label } from '../../../../../contract/records/label'
import { followed, type Matched } from '../../../../../main/analysis/suggestions/following'

const label = (feature: number, text: string, more: Partial<Label> = {}): Label => ({
  run: 'a',
  feature,
  label: text,
  notes: 'stays there',
  tags: [],
  confidence: 3,
  status: 'labeled',
  ...more
})

const nothing = Number.NaN
const byCosine: Matched = {
  by: 'decoder-cosine',
  minimum: 0.7,
  partner: Int32Array.of(5, 6, 7, -1, 9),
  similarity: Float32Array.of(0.9, 0.7, 0.5, nothing, 0.25),
  cosine: Float32Array.of(0.9, 0.7, 0.5, nothing, 0.25),
  correlation: Float32Array.of(0.5, nothing, 0.75, nothing, 0.125)
}
const byFiring: Matched = {
  by: 'activation-correlation',
  minimum: 0.5,
  partner: Int32Array.of(8, -1, 2, -1, 9),
  similarity: Float32Array.of(0.75, nothing, 0.75, nothing, 0.375),
  cosine: Float32Array.of(0.5, nothing, 0.25, nothing, nothing),
  correlation: Float32Array.of(0.75, nothing, 0.75, nothing, 0.375)
}
const other = { run: 'a', name: 'first run' }

describe('labels', () => {
  it('go to the partner by cosine, and where that is too far to the one by co-firing', () => {
    const { suggestions, ...counts } = followed([label(0, 'zero'), label(2, 'two', { tags: ['t'] })], other, [byCosine, byFiring])
    expect(suggestions).toEqual([
      {
        feature: 5,
        source: 'match',
        text: 'zero',
        why: 'Feature 0 of first run: decoder cosine 0.90, activations correlate 0.50',
        similarity: byCosine.similarity[0],
        cosine: byCosine.similarity[0],
        correlation: 0.5,
        from: { run: 'a', name: 'first run', feature: 0 }
      },
      {
        feature: 2,
        source: 'match',
        text: 'two',
        tags: ['t'],
        why: 'Feature 2 of first run: activations correlate 0.75, decoder cosine 0.25',
        similarity: 0.75,
        cosine: 0.25,
        correlation: 0.75,
        from: { run: 'a', name: 'first run', feature: 2 }
      }
    ])
    expect(counts).toEqual({ labels: 2, noPartner: 0, below: 0, nearMisses: [] })
  })

  it('that do not follow are counted with the reason, the nearest of them named', () => {
    const labels = [label(1, 'at the edge'), label(2, 'two'), label(3, 'alone'), label(4, 'far')]
    const found = followed(labels, other, [{ ...byCosine, minimum: 0.75 }])
    expect(found).toEqual({
      labels: 4,
      noPartner: 1,
      below: 3,
      suggestions: [],
      nearMisses: [
        { feature: 1, label: 'at the edge', partner: 6, by: 'decoder-cosine', similarity: byCosine.similarity[1] },
        { feature: 2, label: 'two', partner: 7, by: 'decoder-cosine', similarity: 0.5 },
        { feature: 4, label: 'far', partner: 9, by: 'decoder-cosine', similarity: 0.25 }
      ]
    })
  })

  it('reach their partner at exactly the minimum, and say when the two never fire together', () => {
    const { suggestions } = followed([label(1, 'at the edge')], other, [{ ...byCosine, minimum: 0.7 }])
    expect(suggestions[0]).toMatchObject({ feature: 6, why: expect.stringContaining('do not fire on the rows compared') })
    expect(suggestions[0]).not.toHaveProperty('correlation')
  })

  it('follow when they are decided: flagged and not interpretable ones too, drafts and pending ones not', () => {
    const labels = [
      label(0, 'draft', { status: 'draft' }),
      label(1, '', { status: 'not-interpretable' }),
      label(2, 'pending', { status: 'pending' }),
      label(4, ' ', { status: 'labeled' })
    ]
    const { labels: count, suggestions } = followed([...labels, label(0, 'flag', { status: 'flagged' })], other, [byCosine])
    expect(count).toBe(2)
    expect(suggestions.map(({ text, status }) => [text, status])).toEqual([
      ['', 'not-interpretable'],
      ['flag', undefined]
    ])
  })
})
