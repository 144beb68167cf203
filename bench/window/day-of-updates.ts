/** Runs in the page: what the engine tells of a training in some hours, as often as it does, as fast as the page deals with it. */
import type { Run } from '../../contract/records/run'

export interface Hours {
  run: Run
  from: number
  to: number
}

/** Frames and progress five times a second, the record of the run twice, validation and a mark once a minute. */
export async function tellHours({ run, from, to }: Hours): Promise<void> {
  const [perSecond, stepsPerUpdate] = [5, 2]
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
  const frameAt = (step: number, seconds: number) => {
    const isMinute = step % (60 * perSecond * stepsPerUpdate) === 0
    return {
      run: run.id,
      columns: [columnsOf('train', [step - 1, step], seconds), ...(isMinute ? [columnsOf('validation', [step], seconds)] : [])],
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
  const perHour = 3600 * perSecond
  for (let update = from * perHour; update < to * perHour; update++) {
    const [step, seconds] = [(update + 1) * stepsPerUpdate, update / perSecond]
    await between.tell('run.frame', { project, frame: frameAt(step, seconds) })
    await between.tell('job.changed', jobAt(step))
    if (update % perSecond < 2) await between.tell('run.changed', { project, run: { ...run, state: 'running', step, seconds } })
  }
}
