/** Tests of a sweep while it is written: values, combinations, what is handed to the engine. */
import { describe, expect, it } from 'vitest'
import { draftFrom, editField } from '../../../../../../renderer/screens/runs/new-run/config-draft'
import {
  axisFor,
  freeFields,
  noSweep,
  readSweep,
  type SweepAxis,
  type SweepDraft,
  toggleValue
} from '../../../../../../renderer/screens/runs/new-run/sweep-plan'
import { topk } from '../config'

const draft = editField(draftFrom(topk), 'seed', '5')
const sweep = (axes: SweepAxis[], mode: SweepDraft['mode'] = 'grid'): SweepDraft => ({ ...noSweep, axes, mode })

describe('readSweep', () => {
  it('makes every combination over what the person set and what the form shows', () => {
    const axes: SweepAxis[] = [
      { key: 'k', text: '16, 32' },
      { key: 'architecture', text: 'topk batchtopk jumprelu' }
    ]
    const { plan, count } = readSweep(draft, sweep(axes))
    expect(count).toBe(6)
    expect(plan?.grid).toEqual({ k: [16, 32], architecture: ['topk', 'batchtopk', 'jumprelu'] })
    // The warm-up follows the steps of each member, so it is not in the base; a swept field is not either.
    expect(plan?.base).toEqual({ steps: 600, dSae: 4608, batchRows: 1024, seed: 5 })
  })

  it('takes values side by side, one of each per run', () => {
    const even = sweep(
      [
        { key: 'k', text: '16 32' },
        { key: 'learningRate', text: '1e-3; 5e-4' }
      ],
      'list'
    )
    expect(readSweep(draft, even).plan?.runs).toEqual([
      { k: 16, learningRate: 1e-3 },
      { k: 32, learningRate: 5e-4 }
    ])
    const uneven = { ...even, axes: [even.axes[0], { key: 'learningRate' as const, text: '1e-3' }] }
    expect(readSweep(draft, uneven)).toMatchObject({
      count: 0,
      problems: [undefined, expect.stringContaining('1 values beside 2')]
    })
  })

  it('says what is not a value, and where there is none', () => {
    const { plan, problems } = readSweep(
      draft,
      sweep([
        { key: 'k', text: '16, many' },
        { key: 'seed', text: ' ' }
      ])
    )
    expect([plan, problems]).toEqual([undefined, ['Give a whole number.', 'Give values with commas between.']])
  })

  it('refuses more runs than a group may have', () => {
    const many = Array.from({ length: 40 }, (_, i) => i + 1).join(' ')
    const { count, problems } = readSweep(
      draft,
      sweep([
        { key: 'k', text: many },
        { key: 'seed', text: many }
      ])
    )
    expect([count, problems[0]]).toEqual([0, 'That makes 1600 runs; 1000 at most.'])
  })
})

describe('axes', () => {
  it('start at what the field has, and each field has one', () => {
    expect([axisFor(draft, 'k').text, axisFor(draft, 'optimizer').text]).toEqual(['32', 'adam'])
    const free = freeFields(draft, sweep([{ key: 'k', text: '1' }]))
    expect([free.includes('k'), free.includes('seed'), free.includes('startFrom')]).toEqual([false, true, false])
  })

  it('hold chosen words in the order in which they are offered', () => {
    const both = toggleValue(toggleValue({ key: 'optimizer', text: 'adam' }, 'sgd'), 'adamw')
    expect([both.text, toggleValue(both, 'adam').text]).toEqual(['adam adamw sgd', 'adamw sgd'])
  })
})
