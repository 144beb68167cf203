import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PassState } from '../../../../../../contract/records/arrays'
import { createRandom } from '../../../../../../main/maths/random'
import { keptPassHead } from '../../../../../../main/store/files/activation-index/kept-pass'
import { createPassKeeper } from '../../../../../../main/store/files/activation-index/pass-keeper'
import { wholePass } from '../../../../../../main/store/files/activation-index/whole-pass'
import { type BegunIndex, createActivationIndex } from '../../../../../../main/store/files/activation-index/writer'
import { temporaryFolder } from '../../samples'

const dSae = 5
const batches = 12
const perBatch = 4

/** Batch `n`: every feature on some rows, odd rows of the data set only. */
function batch(n: number) {
  const random = createRandom(n)
  const starts = new Uint32Array(perBatch + 1)
  const features: number[] = []
  for (let row = 0; row < perBatch; row += 1) {
    for (let feature = 0; feature < dSae; feature += 1) if (random.next() < 0.5) features.push(feature)
    starts[row + 1] = features.length
  }
  const values = Float32Array.from(features, () => 1 + random.next())
  const rows = { count: perBatch, dSae, starts, features: Uint32Array.from(features), values }
  return { rows, ids: Uint32Array.from({ length: perBatch }, (_, row) => 2 * (n * perBatch + row) + 1) }
}

/** The sums of the first batches. */
function stateAfter(count: number): PassState {
  const state: PassState = {
    rows: count * perBatch,
    lastRow: 2 * (count * perBatch - 1) + 1,
    activeRows: new Uint32Array(dSae),
    sums: new Float64Array(dSae),
    maxima: new Float32Array(dSae),
    carried: Float64Array.from({ length: dSae }, (_, i) => i / 3),
    carriedSums: new Float64Array(dSae)
  }
  for (let n = 0; n < count; n += 1) {
    const { features, values } = batch(n).rows
    features.forEach((feature, at) => {
      state.activeRows[feature] += 1
      state.sums[feature] += values[at]
      state.maxima[feature] = Math.max(state.maxima[feature], values[at])
    })
  }
  return state
}

/** An index of the batches from … on, cut off after some more than were kept. */
async function cutOff(kept: number, written: number): Promise<string> {
  const folder = temporaryFolder()
  const index = await createActivationIndex(folder, { dSae })
  const keeper = createPassKeeper({ folder, index, whose: { key: 'mine', step: 7 } })
  for (let n = 0; n < written; n += 1) {
    const { rows, ids } = batch(n)
    await index.append(rows, ids)
    if (n + 1 === kept) keeper.offer(stateAfter(kept))
  }
  await keeper.settle()
  await index.abandon({ keep: true })
  return folder
}

async function finished(folder: string, from: number, begun?: BegunIndex): Promise<Buffer[]> {
  const index = await createActivationIndex(folder, { dSae, begun })
  for (let n = from; n < batches; n += 1) {
    const { rows, ids } = batch(n)
    await index.append(rows, ids)
  }
  await (await index.finish()).close()
  return ['by-row.bin', 'by-feature.bin'].map((name) => readFileSync(join(folder, name)))
}

describe('a pass that is kept', () => {
  test('is gone on with in its place or in another one, and gives the same files as one without a break', async () => {
    const whole = await finished(temporaryFolder(), 0)
    const folder = await cutOff(5, 8)
    expect(keptPassHead(folder)).toMatchObject({ key: 'mine', step: 7, rows: 20, lastRow: 39 })
    const { state, index } = (await wholePass(folder, dSae))!
    expect(state).toEqual(stateAfter(5))
    expect(await finished(temporaryFolder(), 5, index)).toEqual(whole)
    expect(await finished(folder, 5, (await wholePass(folder, dSae))!.index)).toEqual(whole)
    // A finished one is gone on with too: its table at the end is written over.
    expect(await finished(folder, 5, (await wholePass(folder, dSae))!.index)).toEqual(whole)
  })

  test.each<[string, (folder: string) => void]>([
    ['whose index is cut short', (folder) => truncateSync(join(folder, 'by-row.bin'), 100)],
    ['whose index has another activation', (folder) => flip(join(folder, 'by-row.bin'), 64 + 20)],
    ['whose index has two activations of a feature exchanged', (folder) => exchange(join(folder, 'by-row.bin'))],
    ['whose state is cut short', (folder) => truncateSync(join(folder, 'pass.safetensors'), 600)],
    ['whose state has another number', (folder) => flip(join(folder, 'pass.safetensors'), -3)],
    ['whose state is nothing', (folder) => writeFileSync(join(folder, 'pass.safetensors'), '')]
  ])('%s is not gone on with', async (_, damage) => {
    const folder = temporaryFolder()
    cpSync(await cutOff(5, 8), folder, { recursive: true })
    expect(await wholePass(folder, dSae)).toBeDefined()
    damage(folder)
    expect(await wholePass(folder, dSae)).toBeUndefined()
  })

  test('of a dictionary of another width, and where none was kept, is none', async () => {
    expect(await wholePass(await cutOff(5, 8), dSae + 1)).toBeUndefined()
    expect(await wholePass(await cutOff(9, 8), dSae)).toBeUndefined()
    expect(keptPassHead(temporaryFolder())).toBeUndefined()
  })
})

/** Puts the first two activations of feature 0 in each other's rows: what is known of the feature stays the same. */
function exchange(path: string): void {
  const bytes = readFileSync(path)
  const { starts, features, count } = batch(0).rows
  const places = Array.from({ length: count }, (_, row) => row)
    .filter((row) => starts[row + 1] > starts[row] && features[starts[row]] === 0)
    .map((row) => 64 + 6 * starts[row] + 2 * (starts[row + 1] - starts[row]))
  const [one, other] = places.map((at) => Buffer.from(bytes.subarray(at, at + 4)))
  expect(one.equals(other)).toBe(false)
  bytes.set(other, places[0])
  bytes.set(one, places[1])
  writeFileSync(path, bytes)
}

/** Changes a byte; from the end where `at` is below 0. */
function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at < 0 ? bytes.length + at : at] ^= 0x40
  writeFileSync(path, bytes)
}
