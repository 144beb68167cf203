import { describe, expect, it } from 'vitest'
import { fromThenWords, sentence } from '../../../../../renderer/app/features/from-then-words'

describe('what is shown without its files', () => {
  it('says of when it is', () => {
    const words = fromThenWords({ finishedAt: new Date(2026, 10, 22, 6, 47).getTime(), step: 2_000, features: 8, rows: 39_998 })
    expect(words).toBe('What is shown is from then: analyzed on 22 Nov 2026, 06:47, step 2,000, 39,998 rows.')
  })

  it('is told in whole sentences', () => {
    expect([sentence('It is gone'), sentence('It is gone.')]).toEqual(['It is gone.', 'It is gone.'])
  })
})
