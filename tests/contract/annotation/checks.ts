/** Quizzes and rules of labels, held against dense activations, and how they travel with files of labels. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../main/codecs/safetensors'
import { rows, words } from '../labeled-project'
import type { AnnotatedProject } from './annotated-project'

export function checksOfLabels(project: AnnotatedProject): void {
  const { told, refused } = project
  describe('checks of a label', () => {
    it('a quiz hides what it asks, keeps its result, and is due again after an edit', async () => {
      await told('label', 'p.loupe', String(project.busiest), '--text', 'a word')
      const quiz = await told<{ id: string; rows: Record<string, unknown>[] }>(
        'quiz',
        'p.loupe',
        String(project.busiest),
        '--seed',
        '3'
      )
      expect(quiz.rows).toHaveLength(10)
      expect(JSON.stringify(quiz)).not.toMatch(/"values?"|near-miss/)
      const result = await told<{
        balancedAccuracy: number
        answers: { kind: string; value: number; said: boolean; right: boolean }[]
      }>('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1,2,3')
      expect(result.answers.filter(({ kind }) => kind === 'fires')).toHaveLength(5)
      for (const { kind, value, said, right } of result.answers) {
        expect(value > 0).toBe(kind === 'fires')
        expect(right).toBe(said === value > 0)
      }
      expect(await refused('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1')).toMatchObject({ code: 'exists' })
      type List = { quizzes: { due: boolean; feature: number }[] }
      expect((await told<List>('quiz', 'p.loupe')).quizzes).toMatchObject([{ feature: project.busiest, due: false }])
      await told('label', 'p.loupe', String(project.busiest), '--text', 'another word')
      expect((await told<List>('quiz', 'p.loupe')).quizzes).toMatchObject([{ due: true }])
    })

    it('a rule is held against every stored activation, and kept with the label', async () => {
      type Score = {
        rows: number
        fires: number
        named: number
        both: number
        recall: number
        missed: { tokens: string[]; peak: number }[]
      }
      const feature = String(project.busiest)
      const all = await told<Score>('rule', 'p.loupe', feature, '--pattern', '.', '--keep')
      expect(all).toMatchObject({ rows, named: rows, recall: 1, missed: [] })
      expect(await told<Score>('rule', 'p.loupe', feature)).toMatchObject({ named: rows })
      let both = 0
      for (const word of words) both += (await told<Score>('rule', 'p.loupe', feature, '--token', word.trim())).both
      expect(both).toBe(all.fires)
      const even = await told<Score>('rule', 'p.loupe', feature, '--where', 'kind=even')
      expect(even.named).toBe(rows / 2)
      expect(await refused('rule', 'p.loupe', feature, '--pattern', '(')).toMatchObject({ code: 'usage' })
      expect(await refused('rule', 'p.loupe', feature, '--where', 'nothing=1')).toMatchObject({ code: 'not-found' })
    })

    it('a rule counts as a count over dense activations does, and what is proposed is at least as good as any word', async () => {
      const feature = String(project.busiest)
      await told('export', 'p.loupe', '--to', 'dictionary')
      await told('apply', 'dictionary', 'rows.npy', '--out', 'dense.safetensors')
      const acts = dense(join(project.folder, 'dense.safetensors'))
      const threshold = 0.5
      const direct = (list: string[]) => {
        const counts = { named: 0, fires: 0, both: 0 }
        for (let row = 0; row < rows; row += 1) {
          const [named, fires] = [list.includes(words[row % words.length].trim()), acts[row * 8 + project.busiest] > threshold]
          counts.named += Number(named)
          counts.fires += Number(fires)
          counts.both += Number(named && fires)
        }
        const { named, fires, both } = counts
        return { ...counts, precision: both / named, recall: both / fires, f1: (2 * both) / (named + fires) }
      }
      const best = Math.max(...words.map((word) => direct([word.trim()]).f1))
      const suggested = await told<{ rule: { tokens: string[] }; f1: number }>(
        'rule',
        'p.loupe',
        feature,
        '--suggest',
        '--threshold',
        String(threshold),
        '--keep'
      )
      expect(suggested.f1).toBeGreaterThanOrEqual(best)
      const { precision, recall, f1, ...counts } = direct(suggested.rule.tokens)
      expect(suggested).toMatchObject({
        ...counts,
        precision: expect.closeTo(precision, 12),
        recall: expect.closeTo(recall, 12),
        f1: expect.closeTo(f1, 12)
      })
      type Rules = { rules: { feature: number; stale: boolean; score: { f1: number } }[] }
      expect((await told<Rules>('rule', 'p.loupe')).rules).toMatchObject([
        { feature: project.busiest, stale: false, score: { f1: suggested.f1 } }
      ])
      type Found = { features: { id: number }[] }
      const found = await told<Found>(
        'features',
        'p.loupe',
        '--filter',
        `rule-f1>=${suggested.f1} quiz:stale`,
        '--sort',
        'ruleF1'
      )
      expect(found.features.map(({ id }) => id)).toEqual([project.busiest])
    })

    it('a quiz that is left is as if it had never been', async () => {
      const quiz = await told<{ id: string }>('quiz', 'p.loupe', String(project.busiest))
      expect(await told('quiz', 'p.loupe', '--quiz', quiz.id, '--leave')).toMatchObject({ left: true })
      expect(await told('quiz', 'p.loupe', '--quiz', quiz.id, '--leave')).toMatchObject({ left: false })
      expect(await refused('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1')).toMatchObject({ code: 'not-found' })
      type List = { quizzes: unknown[] }
      expect((await told<List>('quiz', 'p.loupe', String(project.busiest), '--results')).quizzes).toHaveLength(1)
    })

    it('both go out with the labels and come in again', async () => {
      const lines = readFileSync(join(project.folder, 'dictionary', 'labels.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
      expect(lines.map((line) => JSON.parse(line)).find(({ feature }) => feature === project.busiest)).toMatchObject({
        quiz: { label: 'a word' },
        rule: { rule: { kind: 'pattern', pattern: '.' }, score: { recall: 1 } }
      })
      await told('rule', 'p.loupe', String(project.busiest), '--remove')
      const taken = await told('label', 'p.loupe', '--from', 'dictionary/labels.jsonl')
      // The quiz is known by its id; the rule is scored again.
      expect(taken).toMatchObject({ quizzes: 0, rules: 1 })
      const again = await told<{ rules: unknown[] }>('rule', 'p.loupe')
      expect(again.rules).toMatchObject([{ stale: false, rule: { pattern: '.' }, score: { recall: 1, named: rows } }])
      await told('new', 'other.loupe', '--activations', 'rows.npy')
      await told('train', 'other.loupe', '--features', '8', '--k', '1', '--steps', '20', '--batch', '64')
      expect(await told('label', 'other.loupe', '--from', 'dictionary/labels.jsonl')).toMatchObject({ quizzes: 1, rules: 1 })
      const quizzes = await told<{ quizzes: unknown[] }>('quiz', 'other.loupe')
      expect(quizzes.quizzes).toMatchObject([{ feature: project.busiest, label: 'a word', answers: [], due: true }])
      // Rows without tokens can not answer a pattern: it waits without a score.
      expect((await told<{ rules: object[] }>('rule', 'other.loupe')).rules).toMatchObject([
        { stale: true, rule: { pattern: '.' } }
      ])
    })
  })
}

/** [rows · features] activations of a dictionary that was applied. */
function dense(path: string): Float32Array {
  return tensorsFromSafetensors(readFileSync(path)).tensors.acts.data
}
