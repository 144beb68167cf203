import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
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

test('a write that fails leaves nothing', async () => {
  const folder = join(temporaryFolder(), 's-1')
  const wrong = { bad: { shape: [5], data: Float32Array.of(1) } }
  expect(await codeOf(() => writeStudyFolder(folder, {}, wrong))).toBe('internal')
  expect([existsSync(folder), readdirSync(join(folder, '..'))]).toEqual([false, []])
})
