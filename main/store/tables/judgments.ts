/** Judgments whether the texts of two annotators mean the same. They are of the texts: once one changes, nothing is judged. */
import { z } from 'zod'
import type { Opinion } from '../../../contract/records/annotator'
import type { ReviewStore } from '../review-records'
import { keyed } from './annotator-pair'
import type { LabelTable } from './labels'
import { recordFromJson, type TableContext } from './stored-records'

const Texts = z.tuple([z.string(), z.string()])

interface JudgmentParts {
  labels: LabelTable
  saidOf: (run: string, feature: number, author: string | null) => Opinion | undefined
}

export function judgmentTable(
  { connection }: TableContext,
  { labels, saidOf }: JudgmentParts
): Pick<ReviewStore, 'judgments' | 'judge'> {
  const judged = connection.prepare<[string, string, string], { feature: number; same: number; texts: string | null }>(
    'SELECT feature, same, texts FROM same_meaning WHERE run = ? AND one = ? AND other = ?'
  )
  const put = connection.prepare<[string, number, string, string, number, string]>(
    'INSERT OR REPLACE INTO same_meaning (run, feature, one, other, same, texts) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const drop = connection.prepare<[string, number, string, string]>(
    'DELETE FROM same_meaning WHERE run = ? AND feature = ? AND one = ? AND other = ?'
  )
  return {
    judgments(run, pair) {
      const { names, turned } = keyed(pair)
      return new Map(
        judged.all(run, ...names).map(({ feature, same, texts }) => {
          if (texts === null) return [feature, { same: same === 1 }]
          const [one, other] = recordFromJson(Texts, texts, 'judgment')
          return [feature, { same: same === 1, texts: turned ? [other, one] : [one, other] }]
        })
      )
    },
    judge(run, feature, pair, same) {
      labels.requireFeature(run, feature)
      const kept = keyed(pair)
      const texts = [kept.pair.one, kept.pair.other].map((author) => saidOf(run, feature, author)?.label ?? '')
      if (same === null) drop.run(run, feature, ...kept.names)
      else put.run(run, feature, ...kept.names, Number(same), JSON.stringify(texts))
    }
  }
}
