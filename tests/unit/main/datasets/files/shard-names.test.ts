import { describe, expect, test } from 'vitest'
import { namePattern, shardGroups } from '../../../../../main/datasets/files/shard-names'

const groupsOf = (...names: string[]) => shardGroups(names).map((group) => group.names)

describe('files of a folder that are one data set', () => {
  test.each([
    [['chunk-1.npy', 'chunk-2.npy', 'chunk-10.npy']],
    [['chunk-00000000.safetensors', 'chunk-00000001.safetensors']],
    [['data-00000-of-00002.arrow', 'data-00001-of-00002.arrow']],
    [['acts000000.bin', 'acts000001.bin']],
    [['resid_part1.npy', 'resid_part2.npy']],
    [['resid_768_000.npy', 'resid_768_001.npy']]
  ])('%j count pieces', (names) => {
    expect(groupsOf(...names)).toEqual([names])
  })

  test.each([
    [['layer_11.npy', 'layer_12.npy']],
    [['resid_768.npy', 'resid_1024.npy']],
    [['resid_576.npy', 'resid_768.npy']],
    [['mlp_in.npy', 'mlp_out.npy']],
    [['acts-001.npy', 'acts-001.csv']]
  ])('%j are different things', (names) => {
    expect(groupsOf(...names)).toEqual(names.map((name) => [name]))
  })

  test('one file is not a piece', () => {
    expect(groupsOf('chunk-0001.npy')).toEqual([['chunk-0001.npy']])
  })
})

test('a pattern stands for whole names', () => {
  expect(namePattern('acts.npy')).toBeUndefined()
  const pattern = namePattern('acts-*.n?y')
  expect(pattern?.test('acts-12.npy')).toBe(true)
  expect(pattern?.test('xacts-12.npy')).toBe(false)
  expect(pattern?.test('acts-12Xnpy')).toBe(false)
})
