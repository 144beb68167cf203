/** How typed letters fit titles. */
import { describe, expect, it } from 'vitest'
import { matchText } from '../../../../../renderer/app/palette/match'

const marked = (query: string, text: string) => matchText(query, text)?.ranges.map(([from, to]) => text.slice(from, to))

describe('matchText', () => {
  it('fits everything when nothing is typed', () => {
    expect(matchText('  ', 'Pause run')).toEqual({ score: 0, ranges: [] })
  })

  it('fits nothing when a letter is missing or out of order', () => {
    expect(matchText('xq', 'Pause run')).toBeNull()
    expect(matchText('nurp', 'Pause run')).toBeNull()
  })

  it('marks a whole part where there is one, at the start of a word if it can', () => {
    expect(matchText('re', 'More results')?.ranges).toEqual([[5, 7]])
    expect(matchText('RE', 'Resume run…')?.ranges).toEqual([[0, 2]])
  })

  it('marks letters in order, at the starts of words if it can', () => {
    expect(marked('pr', 'Pause run')).toEqual(['P', 'r'])
    expect(marked('cn', 'Checkpoint now')).toEqual(['C', 'n'])
  })

  it('joins letters that stand together', () => {
    expect(matchText('paun', 'Pause run')?.ranges).toEqual([
      [0, 3],
      [8, 9]
    ])
  })

  it('ranks a beginning over a word over a part over letters', () => {
    const score = (text: string) => matchText('re', text)?.score ?? -1
    const ranked = ['Dark theme', 'Explore', 'Go to results', 'Resume'].sort((a, b) => score(b) - score(a))
    expect(ranked).toEqual(['Resume', 'Go to results', 'Explore', 'Dark theme'])
  })

  it('ranks the shorter of two equal fits first', () => {
    expect(matchText('ru', 'Run')?.score).toBeGreaterThan(matchText('ru', 'Run of the night')?.score ?? 0)
  })
})
