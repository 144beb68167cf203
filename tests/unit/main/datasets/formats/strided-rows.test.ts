/** Views of arrays, by stride. */
import { expect, it } from 'vitest'
import { toBytes } from '../../../../../main/codecs/dtypes'
import { InputFile } from '../../../../../main/datasets/files/input-file'
import { stridedRows } from '../../../../../main/datasets/formats/strided-rows'
import { temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()
const numbers = Float32Array.from({ length: 24 }, (_, index) => index)

it.each([
  ['every second number of a list', [12], [2], 3, [6, 8, 10]],
  ['a transposed table', [4, 6], [1, 4], 1, [1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23]]
])('%s is read', async (_, shape, stride, start, expected) => {
  const file = await InputFile.open(writeText(folder, 'numbers.bin', toBytes(numbers, 'f32')))
  const rows = stridedRows({ file, dataStart: 0, dtype: 'f32', bigEndian: false, shape, stride })
  const into = new Float32Array(expected.length)
  await rows.read(start, 3, into)
  expect([...into]).toEqual(expected)
  await file.close()
})
