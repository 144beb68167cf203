/** Which checkpoints of a run may go: training writes one after the other, and each is as large as three dictionaries and more. */
import type { Run } from '../../../contract/records/run'

/** The latest is there to go on from; one before it in case that one turns out to be bad; one to look back. */
const keptLatest = 3

/** Steps of those that nobody asked for, that are not among the latest and that no analysis is of; ascending. */
export function spareCheckpoints({ checkpoints, analysis }: Pick<Run, 'checkpoints' | 'analysis'>): number[] {
  return checkpoints
    .slice(0, -keptLatest)
    .filter(({ reason, step }) => (reason === 'regular' || reason === 'paused') && step !== analysis?.step)
    .map(({ step }) => step)
}
