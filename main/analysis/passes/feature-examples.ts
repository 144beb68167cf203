/**
 * The examples of one feature from its postings: top, random, and by interval.
 * Only where they are among the postings; their tokens are fetched when a page is shown (examples/).
 */
import type { Postings } from '../../../contract/records/arrays'
import { exampleCounts, intervalCount } from '../../../contract/records/feature'
import { groupByInterval, type IntervalScratch } from './intervals'
import type { Picker } from './pick'

/** Positions among the postings of one feature. */
export interface FeatureExamples {
  /** exampleLists lists: top and each interval by descending activation, random in random order. */
  lists: number[][]
  /** [intervalCount] active rows in each interval altogether. */
  intervalCounts: number[]
}

/** Room for one feature, of as many rows as it has at most. */
export interface ExampleScratch extends IntervalScratch {
  reversed: Uint32Array
}

/**
 * `priorities[i]` is the random priority of `postings.rows[i]`; `max` the feature's greatest activation.
 * Random examples have the greatest priorities, those of the intervals the least, so that the two rarely show the same rows.
 * All are one per document while there are enough documents: a document is then as likely among the random ones as the best of
 * its rows' priorities makes it, so those with more active rows are likelier.
 */
export function featureExamples(
  { rows, values }: Postings,
  max: number,
  priorities: Uint32Array,
  picker: Picker,
  scratch: ExampleScratch
): FeatureExamples {
  const { starts, positions } = groupByInterval(values, max, scratch)
  const top = picker.onePerDocument({ rows, keys: values, positions }, exampleCounts.top)
  const random = picker.onePerDocument({ rows, keys: priorities, positions }, exampleCounts.random)
  const keys = reversed(priorities, scratch.reversed)
  const lists = [top, random]
  const intervalCounts: number[] = []
  for (let interval = 0; interval < intervalCount; interval += 1) {
    const own = positions.subarray(starts[interval], starts[interval + 1])
    const picked = picker.onePerDocument({ rows, keys, positions: own }, exampleCounts.perInterval)
    lists.push(picked.sort((a, b) => values[b] - values[a] || rows[a] - rows[b]))
    intervalCounts.push(own.length)
  }
  return { lists, intervalCounts }
}

function reversed(priorities: Uint32Array, target: Uint32Array): Uint32Array {
  for (let i = 0; i < priorities.length; i += 1) target[i] = ~priorities[i]
  return target
}
