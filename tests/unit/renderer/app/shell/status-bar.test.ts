/** The tensor backend in words. */
import { expect, it } from 'vitest'
import { backendWords } from '../../../../../renderer/app/shell/status-bar'

it.each([
  ['tensorflow', 8, 'tfjs-node · CPU, 8 threads'],
  ['wasm', 1, 'tfjs WASM · CPU, 1 thread'],
  ['cpu', 1, 'tfjs plain JS · CPU, 1 thread']
] as const)('%s with %i', (name, threads, words) => {
  expect(backendWords({ name, threads, version: '1' })).toBe(words)
})
