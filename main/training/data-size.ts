/** What defaults and checks have to know of the data; a data set's record has all of it. */
import type { InputFacts } from '../dictionaries'

export interface DataSize {
  dIn: number
  trainRows: number
  /** Unknown where left out. */
  validationRows?: number
  /** What transcoders predict. */
  targets?: { dOut: number }
  /** What crosscoders read side by side. */
  streams?: readonly { dIn: number }[]
}

/** The same of rows that were measured. */
export function sizeOfFacts({ dIn, dOut, streams }: InputFacts, trainRows: number): DataSize {
  return {
    dIn,
    trainRows,
    ...(dOut === undefined ? {} : { targets: { dOut } }),
    ...(streams ? { streams: streams.map(({ width }) => ({ dIn: width })) } : {})
  }
}

/** Numbers per row that come out of a dictionary of this kind. */
export function outputWidth(kind: string | undefined, { dIn, targets }: DataSize): number {
  return kind === 'transcoder' || kind === 'skip-transcoder' ? (targets?.dOut ?? dIn) : dIn
}
