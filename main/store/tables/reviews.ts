/** Final versions of what two annotators disagree about, beside both originals. */
import { z } from 'zod'
import { FinalLabel, type Opinion } from '../../../contract/records/annotator'
import { LabelFields } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpinionStore } from '../opinion-records'
import type { Review, ReviewStore } from '../review-records'
import { keyed } from './annotator-pair'
import { durableWrites } from './durable-writes'
import { judgmentTable } from './judgments'
import type { LabelLog } from './label-log'
import type { LabelTable } from './labels'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

const Kept = z.object({ one: LabelFields, other: LabelFields, final: FinalLabel })

interface ReviewParts {
  labels: LabelTable
  log: LabelLog
  opinions: OpinionStore
}

export function reviewTable(context: TableContext, { labels, log, opinions }: ReviewParts): ReviewStore {
  const { connection } = context
  const dropReview = connection.prepare<[string, number, string, string]>(
    'DELETE FROM label_reviews WHERE run = ? AND feature = ? AND one = ? AND other = ?'
  )
  const reviews = connection.prepare<[string, string, string], { feature: number; record: string }>(
    `SELECT label_reviews.feature, record FROM label_reviews LEFT JOIN label_edits ON label_edits.id = edit
     WHERE label_reviews.run = ? AND one = ? AND other = ? AND (edit IS NULL OR applied = 1) ORDER BY label_reviews.feature`
  )
  const putReview = connection.prepare<[string, number, string, string, number | null, string]>(
    'INSERT OR REPLACE INTO label_reviews (run, feature, one, other, edit, record) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const lastEdit = connection.prepare<[], number | null>('SELECT max(id) FROM label_edits').pluck()
  const markFinal = connection.prepare<[number]>('INSERT INTO label_finals (edit) VALUES (?)')

  const saidOf = (run: string, feature: number, author: string | null): Opinion | undefined => {
    if (author !== null) return opinions.ofFeature(run, feature).find((opinion) => opinion.author === author)
    const { run: _, updatedAt: at = 0, ...label } = labels.get(run, feature)
    return { at, ...label }
  }

  const decide = connection.transaction<ReviewStore['decide']>((run, feature, pair, { final, took, author, at = Date.now() }) => {
    const kept = keyed(pair)
    const standing = reviews.all(run, ...kept.names).find((row) => row.feature === feature)
    const earlier = standing && recordFromJson(Kept, standing.record, 'review')
    // The project's own label is not the original any more once a decision stands.
    const original = (author: string | null, side: 'one' | 'other') =>
      author === null && earlier ? earlier[side] : fieldsOf(saidOf(run, feature, author))
    const [one, other] = [original(kept.pair.one, 'one'), original(kept.pair.other, 'other')]
    if (!one || !other)
      throw new LoupeError('empty', `Of feature ${feature} one of the two says nothing`, {
        hint: 'Only what both labeled can be decided between them.'
      })
    const before = lastEdit.get()
    const label = log.edit(run, feature, final, { author, at })
    const edit = lastEdit.get() ?? null
    const own = edit !== before ? edit : null
    if (own !== null) markFinal.run(own)
    const record = validRecord(
      Kept,
      { one, other, final: { ...final, took: kept.turned ? turnedChoice(took) : took, author, at } },
      'review'
    )
    putReview.run(run, feature, ...kept.names, own, JSON.stringify(record))
    return label
  })

  const durably = durableWrites(connection)
  return {
    ...judgmentTable(context, { labels, saidOf }),
    of(run, pair) {
      const { names, turned } = keyed(pair)
      return reviews.all(run, ...names).map(({ feature, record }): Review => {
        const review = recordFromJson(Kept, record, 'review')
        if (!turned) return { feature, ...review }
        const final = { ...review.final, took: turnedChoice(review.final.took) }
        return { feature, one: review.other, other: review.one, final }
      })
    },
    decide(run, feature, pair, decision) {
      labels.requireFeature(run, feature)
      return durably(() => decide(run, feature, pair, decision))
    },
    reopen(run, feature, pair) {
      dropReview.run(run, feature, ...keyed(pair).names)
    }
  }
}

function turnedChoice(took: FinalLabel['took']): FinalLabel['took'] {
  if (took === 'own') return 'own'
  return took === 'one' ? 'other' : 'one'
}

function fieldsOf(opinion: Opinion | undefined): LabelFields | undefined {
  if (!opinion) return undefined
  const { label, notes, tags, confidence, status } = opinion
  return { label, notes, tags, confidence, status }
}
