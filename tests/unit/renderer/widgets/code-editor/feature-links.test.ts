import { describe, expect, it } from 'vitest'
import { featureLinkAt, featureLinksIn } from '../../../../../renderer/widgets/code-editor/feature-links'

describe('links to features in a line', () => {
  it('are numbers after a hash that stand alone', () => {
    expect(featureLinksIn('#1, (#23) and #4.')).toEqual([
      { feature: 1, start: 0, end: 2 },
      { feature: 23, start: 5, end: 8 },
      { feature: 4, start: 14, end: 16 }
    ])
  })

  it('are no parts of words, addresses, headings or entities', () => {
    for (const line of ['a#1', '##2', '#3rd', 'page/#4', '&#38;', '# 5', '#6_x']) expect(featureLinksIn(line), line).toEqual([])
  })

  it('are found where the cursor touches them', () => {
    const at = (place: number) => featureLinkAt('see #12 now', place)?.feature
    expect([at(3), at(4), at(7), at(8)]).toEqual([undefined, 12, 12, undefined])
  })
})
