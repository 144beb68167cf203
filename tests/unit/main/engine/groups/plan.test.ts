import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SweepPlan } from '../../../../../contract/records/run-group'
import { plannedRuns } from '../../../../../main/engine/groups/plan'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { openedProject } from '../project-material'

let store: ProjectStore
beforeEach(async () => {
  store = await openedProject()
})

const plan = (given: Partial<SweepPlan>) => plannedRuns(store, store.datasets.get('data'), { base: {}, ...given })
const refusal = (given: Partial<SweepPlan>) => {
  try {
    plan(given)
    return 'nothing was refused'
  } catch (thrown) {
    return thrown
  }
}

describe('a plan of runs', () => {
  it('is every combination of a grid, the last field fastest, named by what differs', () => {
    const planned = plan({ base: { dSae: 8, steps: 20 }, grid: { k: [1, 2], learningRate: [0.1, 0.01] } })
    expect(planned.map(({ name }) => name)).toEqual([
      'k=1,learningRate=0.1',
      'k=1,learningRate=0.01',
      'k=2,learningRate=0.1',
      'k=2,learningRate=0.01'
    ])
    expect(planned[1].config).toMatchObject({ architecture: 'topk', dSae: 8, steps: 20, k: 1, learningRate: 0.01 })
    expect(planned.every(({ problem }) => problem === undefined)).toBe(true)
  })

  it('is a list, each run over what all have', () => {
    const planned = plan({ base: { dSae: 8, k: 2 }, runs: [{ architecture: 'matryoshka', prefixes: [4, 8] }, { k: 1 }] })
    expect(planned.map(({ name }) => name)).toEqual(['architecture=matryoshka,k=2,prefixes=4/8', 'k=1'])
    expect(planned[1].config).toMatchObject({ architecture: 'topk', k: 1 })
  })

  it('of one run, or of equal ones, counts them', () => {
    expect(plan({ runs: [{ k: 1 }] }).map(({ name }) => name)).toEqual(['1'])
    expect(plan({ runs: [{ k: 1 }, { k: 1 }] }).map(({ name }) => name)).toEqual(['1', '2'])
  })

  it('follows the defaults of each member’s architecture and width', () => {
    const [topk, relu] = plan({ grid: { architecture: ['topk', 'relu-l1'] } })
    expect([topk.config.k, relu.config.k]).toEqual([expect.any(Number), undefined])
    expect(relu.config.sparsityCoefficient).toBeGreaterThan(0)
  })

  it('says what is wrong with a member, and leaves the others', () => {
    const [good, wide, foreign] = plan({ base: { dSae: 4 }, runs: [{ k: 2 }, { k: 9 }, { k: 2, architecture: 'gated' }] })
    expect(good.problem).toBeUndefined()
    expect(wide.problem).toMatchObject({ code: 'config', place: 'k' })
    expect(foreign.problem).toMatchObject({ code: 'config', place: 'k' })
    const [gone] = plan({ runs: [{ startFrom: { run: 'nobody', step: 1 } }] })
    expect(gone.problem).toMatchObject({ code: 'not-found', place: 'startFrom' })
  })

  it('fills in the steps of the runs it starts from', () => {
    const folder = store.layout.checkpointFolder('run', 30)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'state.safetensors'), 'x')
    store.checkpoints.record({ run: 'run', step: 30, reason: 'final' })
    const [tuned] = plan({ base: { dSae: 4, k: 2, startFrom: { run: 'run' } }, grid: { seed: [1] } })
    expect(tuned).toMatchObject({ config: { startFrom: { run: 'run', step: 30 } } })
    expect(tuned.problem).toBeUndefined()
  })

  it.each([
    ['nothing', {}, /neither a grid nor a list/],
    ['an empty grid', { grid: {} }, /neither a grid nor a list/],
    ['both', { grid: { k: [1] }, runs: [{}] }, /not both/],
    ['too much', { grid: { k: Array(40).fill(1), seed: Array(40).fill(1) } }, /1600 runs; 1000 is the most/],
    ['a field that does not exist', { grid: { colour: [1] } }, /no field colour/],
    ['a value of another kind', { base: { steps: 'many' }, grid: { k: [1] } }, /steps can not be "many"/]
  ])('of %s is refused', (_, given, message) => {
    expect(refusal(given)).toMatchObject({ code: 'usage', message: expect.stringMatching(message) })
  })
})
