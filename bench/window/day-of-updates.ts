/** Runs in the page: what the engine tells of a training in some hours, as fast as the page deals with it. */
import type { Run } from '../../contract/records/run'

export interface Hours {
  run: Run
  from: number
  to: number
}

/**
 * Frames as a window gets them that is slower than they come (main/engine/connections/merge-frames.ts): here so many updates are one.
 * Validation and a mark come once a minute, progress and the record of the run with each frame.
 */
export async function tellHours({ run, from, to }: Hours): Promise<void> {
  const [perSecond, stepsPerUpdate, updatesPerFrame] = [5, 2, 300]
  const between = window.loupeBetween
  const project = between.shown?.project ?? ''
  const metrics = ['loss', 'mse', 'aux_loss', 'fvu', 'explained_variance', 'l0', 'l1', 'dead', 'dense', 'rare']
  const ofMachine = ['learning_rate', 'gradient_norm', 'rows_per_second', 'data_wait']
  const columnsOf = (split: 'train' | 'validation', steps: number[], seconds: number) => ({
    split,
    steps: Float64Array.from(steps),
    seconds: Float64Array.from(steps, () => seconds),
    columns: Object.fromEntries(
      [...metrics, ...ofMachine].map((key, i) => [key, Float64Array.from(steps, (step) => 2 + Math.sin(step * (i + 1)))])
    )
  })
  const stepsPerFrame = updatesPerFrame * stepsPerUpdate
  const frameAt = (step: number, seconds: number) => {
    const isMinute = step % (60 * perSecond * stepsPerUpdate) === 0
    const steps = Array.from({ length: stepsPerFrame }, (_, i) => step - stepsPerFrame + 1 + i)
    return {
      run: run.id,
      columns: [columnsOf('train', steps, seconds), ...(isMinute ? [columnsOf('validation', [step], seconds)] : [])],
      density: { step, counts: Array.from({ length: 50 }, (_, bin) => (bin * step) % 97), dead: step % 7 },
      marks: isMinute ? [{ step, kind: 'checkpoint' as const, text: `Checkpoint at step ${step}` }] : []
    }
  }
  const jobAt = (step: number) => ({
    id: 'day',
    kind: 'train' as const,
    project,
    run: run.id,
    title: run.name,
    state: 'running' as const,
    progress: { done: step, total: run.config.steps, unit: 'steps' },
    startedAt: 0
  })
  const perHour = 3600 * perSecond * stepsPerUpdate
  for (let step = from * perHour + stepsPerFrame; step <= to * perHour; step += stepsPerFrame) {
    const seconds = step / stepsPerUpdate / perSecond
    // The page takes one after the other; what is waited for is the last.
    await Promise.all([
      between.tell('run.frame', { project, frame: frameAt(step, seconds) }),
      between.tell('job.changed', jobAt(step)),
      between.tell('run.changed', { project, run: { ...run, state: 'running', step, seconds } })
    ])
  }
}
