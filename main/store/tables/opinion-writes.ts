/** What annotators write beside the labels of the project: blind, or for the second time. Each write is a step of undo. */
import { Opinion } from '../../../contract/records/annotator'
import type { BulkChange, EditContext } from '../label-records'
import type { OpinionStore } from '../opinion-records'
import { durableWrites } from './durable-writes'
import { type LabelLog, tagsAfter } from './label-log'
import { emptyFields, fieldsOf } from './label-rows'
import type { LabelTable } from './labels'
import type { OpinionTable } from './opinions'
import type { OwnOpinions } from './own-opinions'
import type { StepLine } from './steps'
import { type TableContext, validRecord } from './stored-records'

interface WriteParts {
  labels: LabelTable
  log: LabelLog
  opinions: OpinionTable
  beside: OwnOpinions
  steps: StepLine
}

type ChangeOf = (now: Opinion) => Partial<Opinion>
type OwnContext = EditContext & { author: string; by?: string; joined?: number }

export function opinionWrites(
  { connection }: TableContext,
  { labels, log, opinions, beside, steps }: WriteParts
): Pick<OpinionStore, 'write' | 'bulk'> {
  const durably = durableWrites(connection)
  const own = (run: string, author: string, feature: number) => opinions.own(run, author, [feature])[0]

  /** One step of what an annotator says of these features; gives what they say now, where that is something else. */
  const writeSome = (
    run: string,
    features: readonly number[],
    changeOf: ChangeOf,
    { author, by = author, at = Date.now(), joined = 0, ...context }: OwnContext
  ): Opinion[] => {
    const before = features.flatMap((feature) => beside.get(run, author, feature) ?? [])
    const after = features.flatMap((feature) => {
      const now = own(run, author, feature) ?? { ...emptyFields, feature, at }
      const next = validRecord(Opinion, { ...now, ...changeOf(now), at }, 'label')
      return isSameLabel(now, next) ? [] : [next]
    })
    if (after.length === 0) return []
    for (const opinion of after) beside.write(run, author, opinion)
    const changed = new Set(after.map(({ feature }) => feature))
    const parts = [before.filter(({ feature }) => changed.has(feature)), after].map((part) => JSON.stringify(part))
    steps.record(
      { kind: 'opinions', run, target: author, before: parts[0], after: parts[1], joined },
      { author: by, at, ...context }
    )
    return after
  }

  const write = connection.transaction<OpinionStore['write']>((run, feature, change, { group, ...context }) => {
    const typing = group === undefined ? {} : { group: `${group} ${feature}` }
    const [written] = writeSome(run, [feature], () => change, { ...context, ...typing })
    if (written) return written
    // Said once more, in the same words: that is no step, but it was said now.
    const { author, at = Date.now() } = context
    const same = { ...emptyFields, feature, ...own(run, author, feature), at }
    beside.write(run, author, same)
    return same
  })

  const bulk = connection.transaction<OpinionStore['bulk']>((run, features, change, context) => {
    const others = opinions.saidByOthers(run, context.author)
    const free = features.filter((feature) => !others.has(feature))
    const changed = free.length > 0 ? log.bulk(run, free, change, context) : []
    const isTogether = { ...context, joined: changed.length > 0 ? 1 : 0 }
    const theirs = features.filter((feature) => others.has(feature))
    const written = writeSome(run, theirs, ({ tags }) => bulkFields(tags, change), isTogether)
    return { labels: changed, beside: written.map(({ feature }) => feature) }
  })

  return {
    write(run, feature, change, context) {
      labels.requireFeature(run, feature)
      return durably(() => write(run, feature, change, context))
    },
    bulk(run, features, change, context) {
      labels.requireFeatures(run, features)
      return durably(() => bulk(run, features, change, context))
    }
  }
}

function bulkFields(tags: readonly string[], given: BulkChange): Partial<Opinion> {
  const changed = tagsAfter(tags, given)
  return { ...given.change, ...(changed ? { tags: changed } : {}) }
}

function isSameLabel(one: Opinion, other: Opinion): boolean {
  return JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other))
}
