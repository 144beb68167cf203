import { beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '../../../../../contract/records/arrays'
import type { RunConfig } from '../../../../../contract/records/run'
import { createLearner, type Learner, startBackend } from '../../../../../main/dictionaries'
import type { InputFacts } from '../../../../../main/dictionaries/normalization/normalizer'
import { randomBatch, smallConfig } from '../made'

const dIn = 12
const data = { dIn, inputScale: 0.7, mean: new Float32Array(dIn) }
const config = smallConfig({
  architecture: 'relu-l1-2023',
  deadFeatures: 'resample',
  resampleEverySteps: 4,
  deadWindowSteps: 2,
  auxCoefficient: undefined
})
/** Features that can not fire at the start, and do not learn to. */
const silent = [3, 20, 21, 63]

beforeAll(async () => {
  await startBackend()
})

const halves = [6, 6].map((width) => ({ width, scale: 0.7 }))
const factsOf: Partial<Record<NonNullable<RunConfig['kind']>, InputFacts>> = {
  sae: data,
  'skip-transcoder': { ...data, dOut: 5, targetScale: 1, targetMean: new Float32Array(5) },
  crosscoder: { ...data, streams: halves }
}

async function silenced(given: Partial<RunConfig> = {}): Promise<Learner> {
  const whole = { ...config, ...given }
  const facts = factsOf[whole.kind ?? 'sae'] as InputFacts
  const learner = await createLearner(whole, facts)
  const start = learner.state()
  learner.dispose()
  for (const feature of silent) start.b_enc.data[feature] = -1000
  return createLearner(whole, facts, start)
}

function steps(learner: Learner, from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => {
    const { fired, ...numbers } = learner.step(randomBatch(32, dIn, from + i), { learningRate: 0.005, sparsityCoefficient: 0.1 })
    return { ...numbers, fired: [...fired] }
  })
}

function rowOf(state: Tensors, name: string, feature: number): number[] {
  const width = state[name].data.length / 64
  return [...state[name].data.subarray(feature * width, (feature + 1) * width)]
}

describe('resampling', () => {
  it('renews dead features after every so many steps, and says how many', async () => {
    const learner = await silenced()
    const numbers = steps(learner, 0, 4)
    expect(numbers.map(({ news }) => news)).toEqual([
      undefined,
      undefined,
      undefined,
      [{ kind: 'resampled', text: '4 dead features resampled' }]
    ])
    expect(numbers[3].dead).toBe(4)
    const after = learner.state()
    for (const feature of silent) {
      expect(rowOf(after, 'b_enc', feature)).toEqual([0])
      expect(Math.hypot(...rowOf(after, 'W_dec', feature))).toBeCloseTo(1, 5)
      expect(after.idle_steps.data[feature]).toBe(0)
    }
    const [next] = steps(learner, 4, 5)
    expect(next.dead).toBe(0)
    expect(silent.every((feature) => next.fired[feature] > 0)).toBe(true)
    learner.dispose()
  })

  it('leaves the living alone, and forgets what the optimizer kept of the dead', async () => {
    const [learner, without] = [await silenced(), await silenced({ deadFeatures: 'none' })]
    for (const each of [learner, without]) steps(each, 0, 4)
    const [changed, before] = [learner.state(), without.state()]
    const ofFeatures = ['W_enc', 'b_enc', 'W_dec']
    for (let feature = 0; feature < 64; feature += 1) {
      for (const name of ofFeatures.flatMap((name) => [name, `adam_m.${name}`, `adam_v.${name}`])) {
        const row = rowOf(changed, name, feature)
        if (!silent.includes(feature)) expect(row).toEqual(rowOf(before, name, feature))
        else if (name.startsWith('adam')) expect(row.every((value) => value === 0)).toBe(true)
      }
    }
    for (const name of ['b_dec', 'adam_m.b_dec', 'updates']) expect(changed[name]).toEqual(before[name])
    for (const each of [learner, without]) each.dispose()
  })

  it('goes on from a state before and after it bit for bit, the average of the weights too', async () => {
    const given = { emaDecay: 0.9 }
    const whole = await silenced(given)
    const states = [whole.state()]
    const numbers = Array.from({ length: 10 }, (_, step) => {
      const [found] = steps(whole, step, step + 1)
      states.push(whole.state())
      return found
    })
    for (const stop of [3, 4, 5]) {
      const resumed = await createLearner({ ...config, ...given }, data, states[stop])
      expect(steps(resumed, stop, 10)).toEqual(numbers.slice(stop))
      expect(resumed.state()).toEqual(states[10])
      resumed.dispose()
    }
    whole.dispose()
  })

  for (const kind of ['skip-transcoder', 'crosscoder'] as const) {
    it(`renews features of a ${kind} with a free decoder`, async () => {
      const learner = await silenced({ kind, architecture: 'relu-l1', unitNormDecoder: false })
      const targets = kind === 'crosscoder' ? {} : { targets: randomBatch(32, 5, 70).values, dOut: 5 }
      const numbers = [0, 1, 2, 3, 4].map((seed) =>
        learner.step({ ...randomBatch(32, dIn, seed), ...targets }, { learningRate: 0.005, sparsityCoefficient: 0.1 })
      )
      expect(numbers[3].news?.[0].text).toBe('4 dead features resampled')
      expect(silent.every((feature) => numbers[4].fired[feature] > 0)).toBe(true)
      learner.dispose()
    })
  }
})
