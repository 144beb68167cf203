/** Decides what each row is used for (training, validation, nothing) and writes it down. */
import type { OutlierRule, SplitRule } from '../../../contract/records/dataset'
import { QuantileSketch } from '../../maths/quantile-sketch'
import { OpenFiles } from '../files/open-files'
import { ColumnWriter } from './column-writer'
import { indexFiles, type RowUse, useCodes } from './layout'
import { type UseFiles, type UseWindow, windowsOf } from './use-inputs'
import { markCodes } from './use-marks'

export interface UseRules {
  rows: number
  /** Rows with a greater norm are outliers. */
  outlierNorm: number
  outliers: OutlierRule
  split: SplitRule
}

export interface UseCounts {
  train: number
  validation: number
  notFinite: number
  outliers: number
  filtered: number
  test: number
  /** Indexes of rows that are not finite or outliers, at most 10,000. */
  leftOutRows: number[]
  /** Sum of the norms of finite rows that are no outliers, and their number. */
  normSum: number
  normCount: number
  /** Sum of the weights of training rows: how many are drawn per epoch, about. */
  drawn: number
}

const listedRows = 10_000

export async function writeUses(folder: string, files: UseFiles, rules: UseRules, signal?: AbortSignal): Promise<UseCounts> {
  const decision = new UseDecision(rules)
  const opened = new OpenFiles()
  try {
    const writer = opened.keep(await ColumnWriter.create(folder, indexFiles.uses))
    for await (const window of windowsOf(files, rules.rows, signal)) await writer.append(decision.usesOf(window))
    await writer.finish()
    return decision.counts
  } finally {
    await opened.close()
  }
}

/** The median norm of finite rows that no filter leaves out; NaN where there are none. */
export async function keptMedian(files: UseFiles, rows: number, signal?: AbortSignal): Promise<number> {
  const sketch = new QuantileSketch()
  for await (const { norms, marks } of windowsOf(files, rows, signal)) {
    for (let i = 0; i < norms.length; i += 1) {
      if (!Number.isNaN(norms[i]) && marks?.[i] !== markCodes.filtered) sketch.add(norms[i])
    }
  }
  return sketch.quantile(0.5)
}

class UseDecision {
  readonly counts: UseCounts = {
    train: 0,
    validation: 0,
    notFinite: 0,
    outliers: 0,
    filtered: 0,
    test: 0,
    leftOutRows: [],
    normSum: 0,
    normCount: 0,
    drawn: 0
  }

  constructor(private readonly rules: UseRules) {}

  usesOf(window: UseWindow): Uint8Array {
    const uses = new Uint8Array(window.norms.length)
    for (let i = 0; i < uses.length; i += 1) {
      const use = this.decide(window, i)
      uses[i] = useCodes[use]
      if (use === 'validation') this.counts.validation += 1
      if (use !== 'train') continue
      this.counts.train += 1
      this.counts.drawn += window.weights?.[i] ?? 1
    }
    return uses
  }

  /** What the person chose comes before what is wrong with a row: filtered rows are no part of the data set. */
  private decide(window: UseWindow, i: number): RowUse {
    const { counts } = this
    const mark = window.marks?.[i]
    if (mark === markCodes.filtered) {
      counts.filtered += 1
      return 'left-out'
    }
    if (this.isUnusable(window, i)) {
      if (counts.leftOutRows.length < listedRows) counts.leftOutRows.push(window.from + i)
      return 'left-out'
    }
    if (mark === markCodes.test) {
      counts.test += 1
      return 'left-out'
    }
    const isValidation = mark === markCodes.validation || validates(window.from + i, window.documents?.[i], this.rules.split)
    return isValidation ? 'validation' : 'train'
  }

  private isUnusable({ norms, targetNorms }: UseWindow, i: number): boolean {
    const { counts, rules } = this
    const norm = norms[i]
    if (Number.isNaN(norm) || (targetNorms && Number.isNaN(targetNorms[i]))) {
      counts.notFinite += 1
      return true
    }
    if (norm > rules.outlierNorm) {
      if (rules.outliers === 'drop') counts.outliers += 1
      return rules.outliers === 'drop'
    }
    counts.normSum += norm
    counts.normCount += 1
    return false
  }
}

function validates(row: number, document: number | undefined, split: SplitRule): boolean {
  if (split.by === 'none' || split.by === 'column') return false
  const number = split.by === 'row' ? row : (document ?? -1)
  return number >= 0 && number % split.every === split.every - 1
}
