/** What is suggested for a feature, held against counting. */
import { describe, expect, it } from 'vitest'
import { rows, words } from '../labeled-project'
import type { AnnotatedProject } from './annotated-project'

export function suggestionsOfFeatures(project: AnnotatedProject): void {
  const { told } = project
  describe('suggestions', () => {
    type Suggestions = { suggestions: { source: string; text: string; why: string; score?: number; tags?: string[] }[] }
    const of = async (feature: number) =>
      (await told<Suggestions>('labels', 'suggestions', 'p.loupe', String(feature))).suggestions

    it('are what the feature was called, what others call it, and the tokens it fires on, with the lift of counting', async () => {
      const before = await of(1)
      expect(before.find(({ why }) => why.startsWith('Bea'))).toMatchObject({ source: 'earlier', text: '2.', tags: ['word'] })
      await told('label', 'p.loupe', '1', '--text', 'renamed', '--author', 'Ada')
      expect((await of(1)).map(({ text }) => text)).toContain('second')
      await told('labels', 'undo', 'p.loupe', '--author', 'Ada')
      const tokens = (await of(project.busiest)).find(({ source }) => source === 'tokens')
      type Score = { fires: number; named: number; both: number }
      const scores: Score[] = []
      for (const word of words) scores.push(await told<Score>('rule', 'p.loupe', String(project.busiest), '--token', word.trim()))
      const best = scores.map(({ fires, named, both }) => both / fires / (named / rows))
      expect(tokens?.score).toBeCloseTo(Math.max(...best), 6)
      expect(tokens?.text.split(', ')[0]).toBe(words[best.indexOf(Math.max(...best))].trim())
    })

    it('name the category that it tells best once the label columns were studied, with its F1', async () => {
      expect((await of(project.busiest)).map(({ source }) => source)).not.toContain('column')
      await told('columns', 'p.loupe', '--label', 'kind')
      type Row = { id: number; score?: number }
      const f1 = async (kind: string) => {
        const { features } = await told<{ features: Row[] }>('features', 'p.loupe', '--filter', `f1(kind=${kind})>0.3`)
        return features.map(({ id }) => id)
      }
      const [even, odd] = [await f1('even'), await f1('odd')]
      const feature = [...even, ...odd][0]
      const column = (await of(feature)).find(({ source }) => source === 'column')
      expect(column?.text).toMatch(/^kind: (even|odd)$/)
      expect(column?.score).toBeGreaterThan(0.3)
      expect(column?.text === 'kind: even' ? even : odd).toContain(feature)
    })
  })
}
