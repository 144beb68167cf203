import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import { readColumn, readRow } from '../../../../../main/store/features/study-numbers'
import {
  checkStudyArrays,
  readStudyAnswer,
  studyArrays,
  studyFiles,
  studySlice,
  writeStudyFolder
} from '../../../../../main/store/files/study-folder'
import { codeOf, temporaryFolder } from '../samples'

const arrays = {
  means: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, Number.NaN, 6) },
  ids: { shape: [3], data: Uint32Array.of(7, 8, 4_294_967_295) }
}

async function written(): Promise<string> {
  const folder = join(temporaryFolder(), 'studies', 's-1')
  await writeStudyFolder(folder, { kind: 'x', count: 3 }, arrays)
  return folder
}

const slice = (folder: string, array: string, from: number, count: number, mostBytes = 1_000) =>
  studySlice(folder, { array, from, count, mostBytes })

test('an answer and its arrays are read back exactly, arrays in slices as far as they go', async () => {
  const folder = await written()
  expect(await readStudyAnswer(folder)).toEqual({ kind: 'x', count: 3 })
  expect((await studyArrays(folder)).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'ids', dtype: 'u32', shape: [3] },
    { name: 'means', dtype: 'f32', shape: [3, 2] }
  ])
  expect(await slice(folder, 'means', 1, 9)).toEqual({
    shape: [2, 2],
    dtype: 'f32',
    values: Float32Array.of(3, 4, Number.NaN, 6)
  })
  expect(await slice(folder, 'ids', 2, 1)).toEqual({ shape: [1], dtype: 'u32', values: Uint32Array.of(4_294_967_295) })
  expect((await slice(folder, 'ids', 9, 1)).shape).toEqual([0])
})

test('what is too much or not there is refused', async () => {
  const folder = await written()
  expect(await codeOf(() => slice(folder, 'means', 0, 3, 20))).toBe('usage')
  expect(await codeOf(() => slice(folder, 'medians', 0, 1))).toBe('not-found')
})

test('a folder that is damaged says so', async () => {
  const folder = await written()
  truncateSync(studyFiles(folder).arrays, statSync(studyFiles(folder).arrays).size - 4)
  writeFileSync(studyFiles(folder).answer, '{"kind":')
  expect(await codeOf(() => readStudyAnswer(folder))).toBe('damaged')
  expect(await codeOf(() => slice(folder, 'means', 0, 3))).toMatch(/damaged|truncated/)
  expect(await codeOf(() => readStudyAnswer(join(folder, 'nothing')))).toBe('damaged')
})

test('one bit that flipped, anywhere in the answer or its arrays, is told', async () => {
  const folder = await written()
  const readings: [path: string, read: () => Promise<unknown>, from: number][] = [
    [studyFiles(folder).answer, () => readStudyAnswer(folder), 0],
    [studyFiles(folder).arrays, () => checkStudyArrays(folder), dataStart(studyFiles(folder).arrays)]
  ]
  for (const [path, read, from] of readings) {
    const bytes = readFileSync(path)
    for (let at = from; at < bytes.length; at += 1) {
      bytes[at] ^= 1 << (at % 8)
      writeFileSync(path, bytes)
      expect([at, await codeOf(read)]).toEqual([at, 'damaged'])
      bytes[at] ^= 1 << (at % 8)
    }
    writeFileSync(path, bytes)
    await read()
  }
})

test('a damaged number is told to who reads its part of a long array, and to nobody else', async () => {
  const folder = join(temporaryFolder(), 'long')
  const data = Float32Array.from({ length: 5_000 }, (_, i) => i / 7)
  await writeStudyFolder(folder, {}, { long: { shape: [2_500, 2], data } })
  const path = studyFiles(folder).arrays
  const bytes = readFileSync(path)
  bytes[bytes.indexOf(Buffer.from(data.buffer, 4 * 2_000, 8))] ^= 1
  writeFileSync(path, bytes)
  const part = async (from: number, count: number) => (await slice(folder, 'long', from, count, 20_000)).values
  expect(await part(0, 512)).toEqual(data.slice(0, 1_024))
  expect(await codeOf(() => part(511, 2))).toBe('damaged')
  expect(await codeOf(() => part(1_000, 1))).toBe('damaged')
  expect(await part(1_025, 1_475)).toEqual(data.slice(2_050))
  expect(await codeOf(() => checkStudyArrays(folder))).toBe('damaged')
  expect(() => readRow(path, 'long', 1_000)).toThrow('is damaged')
  expect(() => readColumn(path, 'long', 1)).toThrow('is damaged')
  expect(readRow(path, 'long', 0)).toEqual(data.slice(0, 2))
})

test('an answer of an older Loupe, without digests, is read as it is', async () => {
  const folder = await written()
  writeFileSync(studyFiles(folder).arrays, tensorsToSafetensors(arrays))
  await checkStudyArrays(folder)
  expect(await readStudyAnswer(folder)).toEqual({ kind: 'x', count: 3 })
  expect((await slice(folder, 'means', 0, 1)).values).toEqual(Float32Array.of(1, 2))
})

test('a write that fails leaves nothing', async () => {
  const folder = join(temporaryFolder(), 's-1')
  const wrong = { bad: { shape: [5], data: Float32Array.of(1) } }
  expect(await codeOf(() => writeStudyFolder(folder, {}, wrong))).toBe('internal')
  expect([existsSync(folder), readdirSync(join(folder, '..'))]).toEqual([false, []])
})

/** Behind the header: what is wrong there is told by reading it. */
function dataStart(path: string): number {
  return 8 + Number(readFileSync(path).readBigUInt64LE(0))
}
