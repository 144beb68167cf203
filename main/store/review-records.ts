/** What the store keeps of two annotators together: whether texts mean the same, and final versions. */
import type { FinalLabel } from '../../contract/records/annotator'
import type { Label, LabelFields } from '../../contract/records/label'

/** Null stands for the labels of the project. */
export interface AnnotatorPair {
  one: string | null
  other: string | null
}

/** A decision that stands, with both originals as they were; named in the order in which the pair was asked for. */
export interface Review {
  feature: number
  one: LabelFields
  other: LabelFields
  final: FinalLabel
}

export interface Decision {
  final: LabelFields
  took: FinalLabel['took']
  author: string
  /** Now when left out. */
  at?: number
}

export interface ReviewStore {
  /** What was judged of two texts, by feature; texts in the order of the pair, undefined for a judgment of an older Loupe. */
  judgments(run: string, pair: AnnotatorPair): Map<number, { same: boolean; texts?: [string, string] }>
  /** About the texts that both have now. Null takes a judgment back. */
  judge(run: string, feature: number, pair: AnnotatorPair, same: boolean | null): void
  /** Decisions that stand, by feature. */
  of(run: string, pair: AnnotatorPair): Review[]
  /** Keeps the originals, makes the final version the label of the project. `empty` when one of the two says nothing. */
  decide(run: string, feature: number, pair: AnnotatorPair, decision: Decision): Label
  /** Takes a decision back; the label stays as it is. */
  reopen(run: string, feature: number, pair: AnnotatorPair): void
}
