/** Whether an analysis that is asked for again would find what is there already. */
import type { Checkpoint, Run } from '../../../contract/records/run'
import type { AnalysisSummary, FactColumns } from '../../store/feature-records'
import { openActivationIndex } from '../../store/files/activation-index/reader'
import type { OpenProject } from '../projects/open-projects'

/**
 * True when the stored analysis of the run is of this checkpoint and of as many rows as the data set has now, has every number
 * that this Loupe keeps, and its activation index is whole. A half-written or missing index is a reason to build it again.
 */
export async function isUpToDate({ store }: OpenProject, run: Run, checkpoint: Checkpoint): Promise<boolean> {
  const analysis = store.features.analysis(run.id)
  if (!analysis || !isOf(analysis, run, checkpoint)) return false
  const { trainRows, validationRows } = store.datasets.get(run.dataset)
  if (analysis.rows !== trainRows + validationRows || !isComplete(store.features.columns(run.id))) return false
  return hasWholeIndex(analysis)
}

/** Opened anew: one that has been open for long may have been cut short since. Goes through all ids: damage hides inside. */
async function hasWholeIndex({ folder, features, rows }: AnalysisSummary): Promise<boolean> {
  try {
    const index = await openActivationIndex(folder)
    try {
      for await (const _ of index.rowBlocks());
      for await (const _ of index.blocks());
    } finally {
      await index.close()
    }
    return index.dSae === features && index.rows === rows
  } catch {
    return false
  }
}

/** A run that went on from an earlier checkpoint may have written another one of the same step since. */
function isOf({ step, features, finishedAt }: AnalysisSummary, { config }: Run, checkpoint: Checkpoint): boolean {
  return step === checkpoint.step && features === config.dSae && checkpoint.createdAt <= finishedAt
}

/** An older Loupe did not keep all numbers. */
function isComplete({ variance }: FactColumns): boolean {
  return !Number.isNaN(variance[0])
}
