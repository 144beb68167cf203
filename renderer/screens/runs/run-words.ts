/** A run's states in words, and what can be done in each. */
import type { Checkpoint, Run, RunState } from '../../../contract/records/run'
import { formatSeconds } from '../../widgets/format'

/** Trains now, or will as soon as it may. */
export function isLive(state: RunState): boolean {
  return state === 'running' || state === 'queued' || state === 'paused'
}

/** Can go on from its latest checkpoint. */
export function canResume(run: Run): boolean {
  if (run.state === 'paused') return true
  return ['stopped', 'failed', 'interrupted'].includes(run.state) && run.step < run.config.steps
}

/** What the panel says: the state, and for how long it trained. */
export function stateText(run: Run): string {
  return run.seconds > 0 ? `${run.state}, ${formatSeconds(run.seconds)}` : run.state
}

export const reasonWords: Record<Checkpoint['reason'], string> = {
  regular: 'regular',
  asked: 'asked for',
  paused: 'at the pause',
  stopped: 'at the stop',
  final: 'final',
  best: 'best'
}

/** Checkpoints, the latest first. */
export function latestFirst(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return [...checkpoints].sort((a, b) => b.step - a.step)
}

/** The run made just before, which a configuration is compared with. */
export function previousRun(runs: readonly Run[], run: Run): Run | undefined {
  const older = runs.filter((other) => other.id !== run.id && other.createdAt <= run.createdAt)
  return older.sort((a, b) => b.createdAt - a.createdAt)[0]
}

/** A dictionary of other files: nothing of it was trained here. */
export function isImported({ backend }: Pick<Run, 'backend'>): boolean {
  return backend === 'imported'
}
