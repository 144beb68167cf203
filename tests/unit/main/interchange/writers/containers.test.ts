/** Archives that Loupe writes, read by the code that reads those of others. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openNamedArrays } from '../../../../../main/datasets/named-arrays'
import { partOf, whole } from '../../../../../main/interchange/tensors/part'
import { tensorsOf } from '../../../../../main/interchange/tensors/tensor-file'
import { type Output, writeNpz, writeSafetensors, writeTorch } from '../../../../../main/interchange/writers/output'
import { temporaryFolder } from '../material'

const matrix = { shape: [3, 5], data: Float32Array.from({ length: 15 }, (_, i) => i / 4) }
const outputs: Output[] = [
  { name: 'a.weight', part: partOf(matrix), dtype: 'f32' },
  { name: 'k', part: partOf({ shape: [], data: Float32Array.of(7) }), dtype: 'i32' },
  { name: 'threshold', part: partOf({ shape: [2], data: Float32Array.of(0.5, Number.POSITIVE_INFINITY) }), dtype: 'f16' }
]

async function read(path: string) {
  const file = await openNamedArrays(path)
  const tensors: Record<string, unknown> = {}
  for (const [name, tensor] of tensorsOf(file)) tensors[name] = [tensor.dtype, tensor.shape, [...(await whole(tensor)).data]]
  await file.close()
  return tensors
}

const expected = {
  'a.weight': ['f32', [3, 5], [...matrix.data]],
  k: ['i32', [], [7]],
  threshold: ['f16', [2], [0.5, Number.POSITIVE_INFINITY]]
}

describe('tensors written', () => {
  it.each([
    ['npz', (path: string) => writeNpz(path, outputs)],
    ['pt', (path: string) => writeTorch(path, 'ae', outputs)],
    ['safetensors', (path: string) => writeSafetensors(path, outputs, { format: 'pt' })]
  ])('as .%s are read with the same types, shapes and numbers, and equal content gives equal bytes', async (ending, write) => {
    const folder = temporaryFolder()
    const [one, other] = ['one', 'other'].map((name) => join(folder, `${name}.${ending}`))
    const facts = await write(one)
    expect(await read(one)).toEqual(expected)
    expect(facts).toEqual(await write(other))
    expect(readFileSync(one).length).toBe(facts.sizeBytes)
  })

  it('begin at multiples of 64 bytes in archives', async () => {
    const path = join(temporaryFolder(), 'a.pt')
    await writeTorch(path, 'ae', outputs)
    const needle = Buffer.from(matrix.data.buffer)
    expect(readFileSync(path).indexOf(needle) % 64).toBe(0)
  })

  it.each([
    [Number.NaN, 'f32', 'not-finite'],
    [Number.POSITIVE_INFINITY, 'bf16', 'not-finite'],
    [70_000, 'f16', 'unsupported']
  ] as const)('are refused for %s in %s', async (value, dtype, code) => {
    const part = partOf({ shape: [1], data: Float32Array.of(value) })
    const written = writeSafetensors(join(temporaryFolder(), 'a.safetensors'), [{ name: 'W', part, dtype }])
    await expect(written).rejects.toMatchObject({ code, place: 'W' })
  })
})
