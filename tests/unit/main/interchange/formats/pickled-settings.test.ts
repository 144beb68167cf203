import { expect, it } from 'vitest'
import type { PickleValue } from '../../../../../main/codecs/pickle/values'
import { settingsIn } from '../../../../../main/interchange/formats/pickled-settings'

const settings = (values: Iterable<[PickleValue, PickleValue]>): Map<PickleValue, PickleValue> =>
  new Map([['cfg', { kind: 'settings', values: new Map(values) }]])

it('settings of a pickle are a configuration: plain values, types by their names', () => {
  const kwargs = new Map<PickleValue, PickleValue>([['k', 5]])
  const entries: [PickleValue, PickleValue][] = [
    ['d_in', 16],
    ['activation_fn_kwargs', kwargs],
    ['sizes', [1, 'two', null]],
    ['dtype', { kind: 'name', name: 'torch.float32' }],
    ['step', { kind: 'refused', why: 'is sparse' }],
    [7, 'no name'],
    ['__proto__', 'hostile']
  ]
  const config = settingsIn(settings(entries), '/a/sae.pt')
  expect(config?.values).toEqual({
    d_in: 16,
    activation_fn_kwargs: { k: 5 },
    sizes: [1, 'two', null],
    dtype: 'torch.float32',
    step: undefined
  })
  expect(Object.getPrototypeOf(config?.values)).toBe(Object.prototype)
  expect(config?.at('activation_fn_kwargs')?.size('k')).toBe(5)
})

it('what holds itself again and again ends', () => {
  const circle: PickleValue[] = []
  for (let i = 0; i < 1000; i += 1) circle.push(circle)
  const config = settingsIn(settings([['all', circle]]), '/a/sae.pt')
  expect(config?.has('all')).toBe(true)
})

it('a pickle without settings has none', () => {
  for (const value of [undefined, null, [], new Map([['cfg', 'text']])]) expect(settingsIn(value, '/a/sae.pt')).toBeUndefined()
})
