/** Hundreds of mutated Arrow, Parquet and text files: each gives numbers or an error that names the file, and none takes long. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { createRandom } from '../../../../../main/maths/random'
import { activationFixture, fixtures, temporaryFolder, writeText } from '../support'
import { openingOutcome } from './opening-outcome'

const folder = temporaryFolder()
const mutations = 60

const files: Record<string, Buffer> = {
  ...Object.fromEntries(
    ['fixed.arrow', 'fixed.arrows', 'lz4.feather', 'zstd.arrow', 'nested.arrows', 'tensor.arrow'].map((name) => [
      name,
      readFileSync(join(fixtures, 'datasets', 'arrow', name))
    ])
  ),
  ...Object.fromEntries(
    ['dictionary.parquet', 'plain.parquet', 'v2-zstd.parquet', 'nested.parquet'].map((name) => [
      name,
      readFileSync(join(fixtures, 'datasets', 'parquet', name))
    ])
  ),
  'rows.csv': readFileSync(activationFixture('rows.csv')),
  'rows.jsonl': Buffer.from(
    Array.from({ length: 60 }, (_, row) => JSON.stringify({ token: `t${row}`, acts: [row, row / 2, -row] })).join('\n')
  )
}

type Below = (below: number) => number

function mutated(original: Buffer, random: Below): Buffer {
  const bytes = Buffer.from(original)
  // Descriptions lie at the beginning and the end: most changes go there.
  const ends = Math.min(2500, bytes.length)
  const place = (): number => [random(bytes.length), random(ends), bytes.length - 1 - random(ends)][random(3)]
  const kind = random(6)
  if (kind === 0) return bytes.subarray(0, random(bytes.length))
  if (kind === 1) return Buffer.concat([bytes.subarray(0, place()), bytes.subarray(place())])
  for (let change = 0; change <= random(4); change += 1) {
    const at = place()
    if (kind === 2) bytes[at] ^= 1 << random(8)
    else if (kind === 3) bytes[at] = random(256)
    else if (kind === 4) bytes.fill([0, 255, 127][random(3)], at, Math.min(bytes.length, at + 1 + random(8)))
    else bytes.writeInt32LE([-1, 2 ** 31 - 1, -(2 ** 31), 65536][random(4)], Math.min(at, bytes.length - 4))
  }
  return bytes
}

it.each(Object.keys(files))('%s, mutated in many ways', async (name) => {
  const { integer } = createRandom(name.length * 7919)
  const random = (below: number): number => integer(Math.max(1, below))
  let refused = 0
  for (let mutation = 0; mutation < mutations; mutation += 1) {
    const path = writeText(folder, name, mutated(files[name], random))
    const begin = performance.now()
    const thrown = await openingOutcome({ path })
    if (thrown !== undefined) {
      expect(thrown, `mutation ${mutation}`).toBeInstanceOf(LoupeError)
      const error = thrown as LoupeError
      expect([error.place, error.message.includes(name), error.code === 'internal'], error.message).toEqual([path, true, false])
      refused += 1
    }
    expect(performance.now() - begin, `mutation ${mutation}`).toBeLessThan(5000)
  }
  expect(refused).toBeGreaterThan(mutations / 20)
})
