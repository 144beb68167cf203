/** Links to features in Markdown as it is written: `#123`, not a part of a longer word or of a heading. Pure. */

export interface FeatureLink {
  feature: number
  /** Places in the line, counted from 0; `end` is after the last digit. */
  start: number
  end: number
}

const link = /(?<![\w#&/])#(\d{1,15})(?!\w)/g

export function featureLinksIn(line: string): FeatureLink[] {
  return [...line.matchAll(link)].map(({ index, 0: text, 1: digits }) => ({
    feature: Number(digits),
    start: index,
    end: index + text.length
  }))
}

/** The link that a cursor at this place touches. */
export function featureLinkAt(line: string, place: number): FeatureLink | undefined {
  return featureLinksIn(line).find(({ start, end }) => start <= place && place <= end)
}
