import { describe, expect, it } from 'vitest'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import { logitFigure, logitRows } from '../../../../../renderer/screens/feature/logits-output'

const of = { feature: 7, tokens: 49_152, source: 'run a, step 20, 1,000 rows' }

describe('direct logits', () => {
  it('explain themselves, with the text of the token where it is known', () => {
    expect(citationOf(logitFigure({ token: 3, text: ' cat', logit: 1.234 }, of))).toMatch(
      /^Feature 7: direct logit of token 3 “cat” 1\.23 \(W_dec · W_U: .*49,152 tokens; run a, step 20/
    )
    expect(logitFigure({ token: 3, text: undefined, logit: 1 }, of).name).toBe('direct logit of token 3')
  })

  it('are a table of both sides', () => {
    const raised = [{ token: 3, text: ' cat', logit: 1 }]
    const lowered = [{ token: 4, text: undefined, logit: -1 }]
    expect(logitRows(raised, lowered).slice(1)).toEqual([
      ['raised', 3, ' cat', 1],
      ['lowered', 4, undefined, -1]
    ])
  })
})
