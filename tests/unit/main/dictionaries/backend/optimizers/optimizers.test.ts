import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../../../contract/records/run'
import { scoped, tf } from '../../../../../../main/dictionaries/backend/library'
import { NativeCell } from '../../../../../../main/dictionaries/backend/native-cell'
import { ruleFor } from '../../../../../../main/dictionaries/backend/optimizers/choose'
import type { Cell } from '../../../../../../main/dictionaries/backend/parameters'
import { PlainCell } from '../../../../../../main/dictionaries/backend/plain-cell'
import { startBackend } from '../../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../../made'

beforeAll(async () => {
  await startBackend()
})

const start = [1, -2, 3, 0.5]
/** The last column is so small that ε decides. */
const gradients = [
  [0.5, -1, 0, 1e-9],
  [-0.2, -1, 1e-6, -1e-8],
  [0.3, 2, 0, 3e-8]
]
const rate = 0.01
const epsilon = 1e-8

/** One parameter by formulas of the papers, in float64: its value after all gradients. */
type Formula = (value: number, steps: number[]) => number

const adam =
  (decay = 0): Formula =>
  (start, steps) => {
    let [value, m, v] = [start, 0, 0]
    steps.forEach((g, at) => {
      value *= 1 - rate * decay
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g ** 2
      value -= (rate * (m / (1 - 0.9 ** (at + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (at + 1))) + epsilon)
    })
    return value
  }

const rmsprop = (): Formula => (start, steps) => {
  let [value, v] = [start, 0]
  for (const g of steps) {
    v = 0.999 * v + 0.001 * g ** 2
    value -= (rate * g) / (Math.sqrt(v) + epsilon)
  }
  return value
}

const descent =
  (momentum = 0): Formula =>
  (start, steps) => {
    let [value, b] = [start, 0]
    for (const g of steps) {
      b = momentum * b + g
      value -= rate * b
    }
    return value
  }

/** With the values that torch 2.13 gives for the same (torch.optim, float64). */
const cases: [name: string, Partial<RunConfig>, Formula, torch: number[]][] = [
  ['Adam', {}, adam(), [0.9810995383681155, -1.980756493502219, 2.987008111035579, 0.49904410320765585]],
  [
    'AdamW',
    { optimizer: 'adamw', weightDecay: 0.1 },
    adam(0.1),
    [0.978125983426104, -1.974792481501919, 2.978024445660079, 0.49754462044095477]
  ],
  [
    'RMSprop',
    { optimizer: 'rmsprop' },
    rmsprop(),
    [0.6472609766535328, -1.7183730723899564, 2.7597469266479577, 0.48142352337561023]
  ],
  ['SGD', { optimizer: 'sgd' }, descent(), [0.994, -2.0, 2.99999999, 0.49999999979]],
  [
    'SGD with momentum',
    { optimizer: 'sgd', momentum: 0.9 },
    descent(0.9),
    [0.9872500000000001, -1.9739, 2.999999981, 0.4999999998629]
  ]
]

describe.each(cases)('%s', (_name, given, formula, torch) => {
  const rule = ruleFor(smallConfig({ adamBeta1: 0.9, adamBeta2: 0.999, adamEpsilon: epsilon, ...given }))
  const made = (Kind: typeof NativeCell | typeof PlainCell): Cell => {
    const slots = rule.slots.map(() => new Float32Array(4))
    return new Kind({ shape: [4], value: Float32Array.from(start), slots, scratch: rule.scratch ?? 0 })
  }
  const moved = (cell: Cell): Cell => {
    gradients.forEach((gradient, at) => {
      scoped(() => cell.apply(tf.tensor1d(gradient), rule.update(rate, at + 1)))
    })
    return cell
  }

  it('is what its formula says, and what torch says, in both forms', () => {
    const expected = start.map((value, i) =>
      formula(
        value,
        gradients.map((gradient) => gradient[i])
      )
    )
    for (const Kind of [NativeCell, PlainCell]) {
      const cell = moved(made(Kind))
      cell.download().forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 5)
        expect(value).toBeCloseTo(torch[i], 5)
      })
      cell.dispose()
    }
  })

  it('keeps the same in both forms, and takes a value that is put in its place', () => {
    const [native, plain] = [moved(made(NativeCell)), moved(made(PlainCell))]
    const slots = rule.slots.map((_, slot) => plain.downloadSlot(slot))
    expect(slots).toHaveLength(rule.slots.length)
    slots.forEach((slot, at) => {
      native.downloadSlot(at).forEach((value, i) => {
        expect(value).toBeCloseTo(slot[i], 6)
      })
    })
    for (const cell of [native, plain]) {
      scoped(() => cell.assign(tf.tensor1d([7, 8, 9, 10])))
      expect(cell.download()).toEqual(Float32Array.of(7, 8, 9, 10))
      cell.dispose()
    }
  })
})
