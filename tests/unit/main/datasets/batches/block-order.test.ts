/** Sizes of blocks and pools as a run's configuration gives them. */
import { expect, it } from 'vitest'
import { blockSizes, defaultSizes } from '../../../../../main/datasets/batches/block-order'
import { defaultConfig } from '../../../../../main/training/index'

it('are the defaults where the configuration is silent', () => {
  expect(blockSizes({})).toEqual(defaultSizes)
  expect(blockSizes(defaultConfig('topk', { dIn: 8, trainRows: 1000 }))).toEqual(defaultSizes)
  expect(blockSizes({ shuffleBlockMB: 0.5 })).toEqual({ ...defaultSizes, blockBytes: 2 ** 19 })
})

it('hold as one pool what fits two of the wanted size', () => {
  expect(blockSizes({ shuffleBlockMB: 1, shufflePoolMB: 64 })).toEqual({
    blockBytes: 2 ** 20,
    poolBytes: 2 ** 26,
    wholeBytes: 2 ** 27
  })
})
