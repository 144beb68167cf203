import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Checkpoint, RunConfig } from '../../../../../contract/records/run'
import { chosenCheckpoint, spareSteps } from '../../../../../main/engine/jobs/result-checkpoint'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { openedProject } from '../project-material'

let store: ProjectStore
beforeEach(async () => {
  store = await openedProject()
})

/** The run with these settings, and checkpoints after every tenth step. */
function withCheckpoints(changes: Partial<RunConfig>, ...reasons: Checkpoint['reason'][]) {
  store.runs.update('run', { config: { ...store.runs.get('run').config, ...changes }, state: 'done' })
  reasons.forEach((reason, i) => {
    const folder = store.layout.checkpointFolder('run', 10 * (i + 1))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'state.safetensors'), 'x')
    store.checkpoints.record({ run: 'run', step: 10 * (i + 1), reason })
  })
  return store.runs.get('run')
}

function validated(...fvus: number[]): void {
  store.metrics.append(
    'run',
    fvus.map((fvu, i) => ({ split: 'validation', step: 10 * (i + 1), seconds: i, values: { fvu } }))
  )
}

describe('the checkpoint that is a run’s result', () => {
  it('is the latest, or the one that was named', () => {
    const run = withCheckpoints({}, 'regular', 'regular', 'final')
    validated(0.1, 0.3, 0.2)
    expect(chosenCheckpoint(store, run).step).toBe(30)
    expect(chosenCheckpoint(store, run, 10).step).toBe(10)
  })

  it('is the best one where the run was to end at it', () => {
    const run = withCheckpoints({ patience: 2 }, 'best', 'regular', 'final')
    validated(0.1, 0.3, 0.2)
    expect(chosenCheckpoint(store, run).step).toBe(10)
  })

  it('is said to be missing, with those that there are', () => {
    const run = withCheckpoints({}, 'regular', 'final')
    expect(() => chosenCheckpoint(store, run, 15)).toThrow(
      expect.objectContaining({ code: 'not-found', hint: 'It has those of steps 10, 20.' })
    )
    const none = { ...run, checkpoints: [] }
    expect(() => chosenCheckpoint(store, none)).toThrow('Run first has no checkpoint yet')
  })
})

describe('checkpoints that may go', () => {
  it('are regular ones beyond those that the run keeps, never the best or the last', () => {
    const run = withCheckpoints({ keepCheckpoints: 1 }, 'regular', 'regular', 'asked', 'regular', 'regular')
    validated(0.1, 0.3, 0.3, 0.3, 0.3)
    expect(spareSteps(store, run)).toEqual([20, 40])
    expect(spareSteps(store, run, 0)).toEqual([20, 40])
    expect(spareSteps(store, { ...run, config: { ...run.config, keepCheckpoints: undefined } })).toEqual([])
  })

  it('are none that a run which has not begun is to start from', () => {
    const run = withCheckpoints({ keepCheckpoints: 0 }, 'regular', 'regular', 'regular')
    const { config, dataset } = run
    const draft = { id: 'next', dataset, config: { ...config, startFrom: { run: 'run', step: 10 } }, backend: '' }
    store.runs.insert(draft)
    expect(spareSteps(store, run)).toEqual([20])
    store.runs.update('next', { state: 'done' })
    expect(spareSteps(store, run)).toEqual([10, 20])
  })
})
