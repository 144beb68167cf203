/**
 * The example rows of one feature from its postings: top, random, and by interval.
 * Only row ids and activations; their tokens are fetched when a page is shown (examples/).
 */
import type { Postings } from '../../../contract/records/arrays'
import { exampleCounts, intervalCount } from '../../../contract/records/feature'
import type { ExampleRows, IntervalRows } from '../ports'
import { groupByInterval, type IntervalGroups } from './intervals'
import type { Picker } from './pick'

export interface FeatureExamples {
  top: ExampleRows
  random: ExampleRows
  intervals: IntervalRows[]
}

/**
 * `priorities[i]` is the random priority of `postings.rows[i]`; `max` the feature's greatest activation.
 * Random examples have the greatest priorities, those of the intervals the least, so that the two rarely show the same rows.
 * All are one per document while there are enough documents: a document is then as likely among the random ones as the best of
 * its rows' priorities makes it, so those with more active rows are likelier.
 */
export function featureExamples(postings: Postings, max: number, priorities: Uint32Array, picker: Picker): FeatureExamples {
  if (postings.rows.length === 0) return noExamples()
  const groups = groupByInterval(postings.values, max)
  const byValue = { rows: postings.rows, keys: postings.values, positions: groups.positions }
  const byChance = { rows: postings.rows, keys: priorities, positions: groups.positions }
  return {
    top: rowsAt(postings, picker.onePerDocument(byValue, exampleCounts.top)),
    random: rowsAt(postings, picker.onePerDocument(byChance, exampleCounts.random)),
    intervals: intervalExamples(postings, groups, reversed(priorities), picker)
  }
}

function reversed(priorities: Uint32Array): Uint32Array {
  const others = new Uint32Array(priorities.length)
  for (let i = 0; i < others.length; i += 1) others[i] = ~priorities[i]
  return others
}

function intervalExamples(postings: Postings, groups: IntervalGroups, keys: Uint32Array, picker: Picker): IntervalRows[] {
  return Array.from({ length: intervalCount }, (_, interval) => {
    const positions = groups.positions.subarray(groups.starts[interval], groups.starts[interval + 1])
    const picked = picker.onePerDocument({ rows: postings.rows, keys, positions }, exampleCounts.perInterval)
    picked.sort((a, b) => postings.values[b] - postings.values[a] || postings.rows[a] - postings.rows[b])
    return { count: positions.length, ...rowsAt(postings, picked) }
  })
}

function rowsAt(postings: Postings, positions: number[]): ExampleRows {
  const examples = { rows: new Uint32Array(positions.length), values: new Float32Array(positions.length) }
  for (let i = 0; i < positions.length; i += 1) {
    examples.rows[i] = postings.rows[positions[i]]
    examples.values[i] = postings.values[positions[i]]
  }
  return examples
}

function noExamples(): FeatureExamples {
  const none = (): ExampleRows => ({ rows: new Uint32Array(0), values: new Float32Array(0) })
  return { top: none(), random: none(), intervals: Array.from({ length: intervalCount }, () => ({ count: 0, ...none() })) }
}
