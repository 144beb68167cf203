/**
 * Dictionaries of every format with something wrong in them, seeded: each is read as a whole dictionary, or refused with a
 * code, the file and a remedy; a conversion of it leaves nothing behind. No pickle gets to run anything.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../contract/wire/errors'
import { checkDictionary } from '../../main/dictionaries/dictionary'
import { convertDictionary, readDictionary } from '../../main/interchange'
import { createRandom, type Random } from '../../main/maths/random'
import { goldenDictionaries } from '../unit/main/interchange/formats/golden'
import { temporaryFolder } from '../unit/main/interchange/material'

const perDictionary = 24
const golden = goldenDictionaries()
/** What bad files may be called; `internal` would be a defect. */
const codes = ['not-found', 'empty', 'truncated', 'malformed', 'unsupported', 'wrong-shape', 'not-finite', 'config', 'usage']

type Change = (bytes: Buffer, random: Random) => Buffer

const at = (bytes: Buffer, random: Random): number => random.integer(bytes.length)
const flipped: Change = (bytes, random) => {
  const count = 1 + random.integer(8)
  for (let i = 0; i < count; i += 1) bytes[at(bytes, random)] = random.integer(256)
  return bytes
}
/** Headers and directories are small beside the numbers: most changes are made there. */
const flippedAtBegin: Change = (bytes, random) =>
  Buffer.concat([flipped(Buffer.from(bytes.subarray(0, 700)), random), bytes.subarray(700)])
const flippedAtEnd: Change = (bytes, random) =>
  Buffer.concat([bytes.subarray(0, -700), flipped(Buffer.from(bytes.subarray(-700)), random)])
const cutOff: Change = (bytes, random) => bytes.subarray(0, at(bytes, random))
const without: Change = (bytes, random) => {
  const from = at(bytes, random)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.integer(64))])
}
const twice: Change = (bytes, random) => {
  const from = at(bytes, random)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.max(0, from - 40))])
}
const notNumbers: Change = (bytes, random) => {
  const from = Math.floor(at(bytes, random) / 4) * 4
  if (from + 4 <= bytes.length) bytes.writeUInt32LE([0x7fc00000, 0x7f800000, 0xff800000][random.integer(3)], from)
  return bytes
}
const renamed: Change = (bytes, random) => {
  const names = [
    ...bytes
      .toString('latin1')
      .matchAll(/W_enc|W_dec|b_enc|b_dec|threshold|encoder|decoder|weight|F32|float|shape|data_offsets|storage/g)
  ]
  const found = names[random.integer(names.length)]
  if (found) bytes.write('x', found.index)
  return bytes
}
const otherDigits: Change = (bytes, random) => {
  const digits = [...bytes.subarray(0, 2000).toString('latin1').matchAll(/\d/g)]
  const found = digits[random.integer(digits.length)]
  if (found) bytes.write(String(random.integer(10)), found.index)
  return bytes
}
const weightChanges = [
  flipped,
  flippedAtBegin,
  flippedAtBegin,
  flippedAtEnd,
  cutOff,
  without,
  twice,
  notNumbers,
  renamed,
  otherDigits
]

/** Another value in place of one of a configuration, however deep. */
const lie: Change = (bytes, random) => {
  const config = JSON.parse(bytes.toString())
  let inner = config
  let keys = Object.keys(inner)
  let key = keys[random.integer(keys.length)]
  while (typeof inner[key] === 'object' && inner[key] !== null && random.next() < 0.8) {
    inner = inner[key]
    keys = Object.keys(inner)
    if (keys.length === 0) break
    key = keys[random.integer(keys.length)]
  }
  const values = [null, true, false, -1, 0, 63, 1.5, 2 ** 40, '64', 'gated', 'topk', [], {}, 'x'.repeat(2000), undefined]
  inner[key] = values[random.integer(values.length)]
  return Buffer.from(JSON.stringify(config))
}
const configChanges = [lie, lie, lie, flipped, cutOff]

/** A copy of a golden dictionary with one of its files changed. */
function mutated(folder: string, random: Random): string {
  const copy = join(temporaryFolder(), 'dictionary')
  cpSync(folder, copy, { recursive: true })
  rmSync(join(copy, 'expected.safetensors'))
  const names = readdirSync(copy)
  const name = names[random.integer(names.length)]
  const path = join(copy, name)
  const changes = name.endsWith('.json') ? configChanges : weightChanges
  const change = changes[random.integer(changes.length)]
  writeFileSync(path, change(Buffer.from(readFileSync(path)), random))
  return copy
}

function expectCoded(thrown: unknown, folder: string): undefined {
  if (!(thrown instanceof LoupeError)) throw thrown
  const { code, message, hint, place } = thrown
  expect(codes, message).toContain(code)
  expect(hint, message).toBeTruthy()
  expect(place, message).toContain(folder)
  expect(message, message).toMatch(/["“'/]|[.]json|dictionary/)
}

let refused = 0

describe('a dictionary with something wrong in it', () => {
  it.each(golden)(`is whole or refused, with file and remedy: $name, ${perDictionary} times`, async ({ name, path }) => {
    const random = createRandom(1 + golden.findIndex((each) => each.name === name))
    for (let time = 0; time < perDictionary; time += 1) {
      const folder = mutated(path, random)
      const read = await readDictionary(folder).catch((thrown) => {
        refused += 1
        return expectCoded(thrown, folder)
      })
      if (read) checkDictionary(read.dictionary)
      if (time % 9 === 0) await expectNothingLeft(folder)
      rmSync(dirname(folder), { recursive: true })
    }
  })

  it('is tried at least a thousand times', () => {
    expect(golden.length * perDictionary).toBeGreaterThanOrEqual(1000)
    // The others had a weight changed, or something that is not read.
    expect(refused).toBeGreaterThan(400)
  })
})

async function expectNothingLeft(folder: string): Promise<void> {
  const target = join(dirname(folder), 'deep', 'target')
  const written = await convertDictionary({ path: folder, folder: target, format: 'loupe', type: 'f32' }).catch((thrown) => {
    expectCoded(thrown, dirname(folder))
  })
  expect(existsSync(target)).toBe(written !== undefined)
  expect(readdirSync(dirname(folder)).sort()).toEqual(written ? ['deep', basename(folder)] : [basename(folder)])
}
