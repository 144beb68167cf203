/** Options of `loupe new` about streams, filters and weights, as people type them. */
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { filterOption, streamOption, weightsOption } from '../../../../../main/cli/commands/data-rules'

it('streams are names with files, one after the other', () => {
  const first = streamOption('layer 1=acts/l1.npy')
  expect(streamOption('b=pair.npz:out', first)).toEqual([
    { name: 'layer 1', source: { path: resolve('acts/l1.npy') } },
    { name: 'b', source: { path: resolve('pair.npz'), array: 'out' } }
  ])
})

it('filters are a column and its values', () => {
  expect(filterOption('domain=python docs,a=b')).toEqual({ column: 'domain', values: ['python docs', 'a=b'] })
})

it('weights are values with numbers; a value may hold a colon', () => {
  expect(weightsOption('lang=en:2,C:D:0.25,fr:0')).toEqual({ column: 'lang', weights: { en: 2, 'C:D': 0.25, fr: 0 } })
})

it.each(['=x', 'name=', 'nothing'])('“%s” is no such option', (text) => {
  for (const option of [streamOption, filterOption, weightsOption]) expect(() => option(text)).toThrow('Its form is')
})

it.each(['a=b', 'a=b:', 'a=b:-1', 'a=b:x', 'a=b:1001', 'a=b:1,c'])('“%s” are no weights', (text) => {
  expect(() => weightsOption(text)).toThrow('VALUE:WEIGHT')
})
