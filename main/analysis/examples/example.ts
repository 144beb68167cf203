/**
 * Turns an example row into what a page shows: tokens of its document to both sides, the feature's activation on each.
 * The caller fetches tokens and documents of the window (windowAround); nothing here reads anything.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { Example } from '../../../contract/records/feature'
import { activationsOn } from './activations-on'
import { type RowRange, withinDocument } from './window'

export interface ExampleMaterial {
  row: number
  /** The rows that `tokens` and `documents` describe, one entry per row. */
  window: RowRange
  tokens: string[]
  /** Document ordinals, −1 for none. */
  documents: Int32Array
  /** The feature's postings over the whole data set. */
  postings: Postings
  source: string
  labels: Record<string, string>
}

export function exampleFrom(material: ExampleMaterial): Example {
  const { row, window } = material
  const shown = withinDocument(window, material.documents, row)
  const values = activationsOn(shown, material.postings)
  const peak = row - shown.from
  return {
    row,
    value: values[peak],
    source: material.source,
    tokens: material.tokens.slice(shown.from - window.from, shown.to - window.from),
    values,
    peak,
    labels: material.labels
  }
}
