/** One of two dictionaries while rows pass: everything that is measured of it. */
import type { Batch, SparseRows } from '../../../../contract/records/arrays'
import type { ComparedSide } from '../../../../contract/records/studies/compare'
import type { Dictionary, Encoder } from '../../../dictionaries/index'
import { metricsOf } from '../../../maths/reconstruction-metrics'
import { addReconstruction, emptyReconstructionSums, type ReconstructionSums } from '../../../maths/reconstruction-sums'
import { wantedOf } from '../../fit/measure'
import { addToTotals, createFeatureTotals, type FeatureTotals, totalMass } from '../../passes/feature-totals'

/** A dictionary with where it is from. */
export interface Side {
  run: string
  step: number
  dictionary: Dictionary
  encoder: Encoder
}

export class MeasuredSide {
  readonly totals: FeatureTotals
  private readonly sums: ReconstructionSums

  constructor(readonly side: Side) {
    const { dSae, dIn, dOut = dIn } = side.dictionary
    this.totals = createFeatureTotals(dSae)
    this.sums = emptyReconstructionSums(dOut)
  }

  /** Counts a batch and gives its activations. Throws unsupported for a transcoder without targets, wrong-shape. */
  add(batch: Batch): SparseRows {
    const { encoder, dictionary } = this.side
    const rows = encoder.encode(batch)
    addToTotals(this.totals, rows, batch.rows)
    addReconstruction(this.sums, wantedOf(batch, dictionary.kind), encoder.reconstructFrom(rows, batch), batch.count)
    return rows
  }

  record(): ComparedSide {
    const { run, step, dictionary } = this.side
    const { architecture, kind = 'sae', dIn, dOut = dIn, dSae } = dictionary
    const metrics = { ...metricsOf(this.sums), ...activityOf(this.totals) }
    return { run, step, architecture, dictionaryKind: kind, dIn, dOut, dSae, metrics }
  }

  /** [dSae] share of rows on which each feature fires. */
  densities(): Float32Array {
    const { activeRows, rows } = this.totals
    return Float32Array.from(activeRows, (active) => active / Math.max(1, rows))
  }
}

/** Below it a feature that fires is rare. */
const rare = 1e-4

function activityOf(totals: FeatureTotals): ComparedSide['metrics'] {
  const { activeRows, rows } = totals
  const features = activeRows.length
  const withMoreThan = (limit: number): number => activeRows.filter((active) => active > limit).length
  const alive = withMoreThan(0)
  return {
    l0: activeRows.reduce((sum, active) => sum + active, 0) / rows,
    l1: totalMass(totals) / rows,
    dead: features - alive,
    frac_alive: alive / features,
    rare: activeRows.filter((active) => active > 0 && active < rare * rows).length,
    freq_over_1_percent: withMoreThan(0.01 * rows) / features,
    freq_over_10_percent: withMoreThan(0.1 * rows) / features,
    mean_log10_density: activeRows.reduce((sum, active) => sum + Math.log10(active / rows + 1e-10), 0) / features
  }
}
