/** Scores one label column, feature after feature. */
import {
  bestFeatures,
  type CategoryScores,
  type ColumnScores,
  type FeatureScores
} from '../../../../contract/records/studies/columns'
import type { CategoryColumn } from '../material'
import { ActiveRowsReader, type SortedPostings } from './active-rows'
import { BestList } from './best-list'
import { CategoryScorer, type Scores } from './category-scores'
import { columnTotals } from './column-totals'
import { Purity } from './purity'

/** Where the scores of all columns go: [categories, features] each, this column's from `firstCategory` on. */
export interface ScoreArrays extends Scores {
  /** [columns, features] */
  monosemanticity: Float32Array
}

export const scoreNames = ['f1', 'precision', 'recall', 'auroc', 'threshold', 'lift'] as const

export interface ColumnPlace {
  name: string
  column: CategoryColumn
  /** Place of the column, and of its first category, among all. */
  at: number
  firstCategory: number
}

export class ColumnStudy {
  private readonly reader: ActiveRowsReader
  private readonly scorer: CategoryScorer
  private readonly purity: Purity
  private readonly best: BestList<FeatureScores>[]
  private readonly totals: ReturnType<typeof columnTotals>

  constructor(
    private readonly place: ColumnPlace,
    partOf: Uint8Array,
    private readonly dSae: number,
    private readonly arrays: ScoreArrays
  ) {
    const { column } = place
    this.totals = columnTotals(column, partOf)
    this.reader = new ActiveRowsReader(column.codes, partOf)
    this.scorer = new CategoryScorer(this.totals.train, this.totals.heldOut)
    this.purity = new Purity(this.totals)
    this.best = column.categories.map(() => new BestList<FeatureScores>(bestFeatures))
  }

  add(feature: number, postings: SortedPostings): void {
    const active = this.reader.read(postings)
    this.scorer.score(active)
    this.arrays.monosemanticity[this.place.at * this.dSae + feature] = this.purity.add(active)
    this.best.forEach((best, category) => {
      const at = (this.place.firstCategory + category) * this.dSae + feature
      for (const name of scoreNames) this.arrays[name][at] = this.scorer.scores[name][category]
      best.add(this.scorer.trainF1[category], () => this.scoresAt(feature, category))
    })
  }

  columnScores(): ColumnScores {
    return { column: this.place.name, ...this.purity.summary(this.dSae) }
  }

  categoryScores(): CategoryScores[] {
    const { train, heldOut } = this.totals
    return this.place.column.categories.map((category, i) => ({
      column: this.place.name,
      category,
      count: train.positives[i] + heldOut.positives[i],
      heldOutCount: heldOut.positives[i],
      best: this.best[i].items()
    }))
  }

  private scoresAt(feature: number, category: number): FeatureScores {
    const { f1, precision, recall, auroc, threshold, lift } = this.scorer.scores
    return {
      feature,
      f1: f1[category],
      precision: precision[category],
      recall: recall[category],
      auroc: auroc[category],
      threshold: threshold[category],
      lift: lift[category]
    }
  }
}
