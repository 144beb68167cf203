/** Unpacked parts that are kept: of all files together, the ones used last. */
import { expect, it } from 'vitest'
import { type Tile, Tiles } from '../../../../../main/datasets/formats/hdf5/tiles'

const megabyte = 1024 * 1024
const tile = (size: number): Tile => ({ sequence: 0, position: 0, positions: 1, bytes: new Uint8Array(size * megabyte) })

it('keeps what was used last within one limit for all files', () => {
  const [one, other] = [new Tiles(), new Tiles()]
  one.set('a', tile(50))
  other.set('a', tile(60))
  expect(one.get('a')?.bytes.length).toBe(50 * megabyte)
  one.set('b', tile(40))
  // 150 MB are too much: the one not asked for since is dropped.
  expect([one.get('a'), other.get('a'), one.get('b')].map((kept) => kept !== undefined)).toEqual([true, false, true])
  one.clear()
  other.clear()
  expect(one.get('a')).toBeUndefined()
})

it('keeps a single tile of any size, and forgets a file alone', () => {
  const [one, other] = [new Tiles(), new Tiles()]
  one.set('large', tile(130))
  expect(one.get('large')).toBeDefined()
  other.set('small', tile(1))
  expect(one.get('large')).toBeUndefined()
  one.clear()
  expect(other.get('small')).toBeDefined()
  other.clear()
})
