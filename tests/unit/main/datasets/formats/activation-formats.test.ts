/** Every activation format against the rows that other libraries wrote, read whole and in parts. */
import { describe, expect, it } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import { openActivations } from '../../../../../main/datasets/activations'
import { f16FromF32, f32FromF16 } from '../../../../../main/maths/half-floats'
import { activationFixture, errorOf, npyBytes, tellingRows, temporaryFolder, writeNpy, writeText } from '../support'
import { goldenRows as rows, valuesOf } from './golden-rows'

const folder = temporaryFolder()

describe('files of other libraries', () => {
  it.each(['f32.npy', 'big-endian.npy', 'f64-fortran.npy', 'three-d.npy', 'expected.safetensors'])(
    '%s holds the rows',
    async (name) => {
      expect(await valuesOf(activationFixture(name))).toEqual(rows)
    }
  )

  it.each(['f16.npy', 'f16.safetensors'])('%s holds the rows as halves', async (name) => {
    expect(await valuesOf(activationFixture(name))).toEqual(f32FromF16(f16FromF32(rows)))
  })

  it('bf16.safetensors holds the rows to 8 bits', async () => {
    const values = await valuesOf(activationFixture('bf16.safetensors'))
    for (const [index, value] of rows.entries())
      expect(Math.abs(values[index] - value)).toBeLessThanOrEqual(Math.abs(value) / 256)
  })

  it('rows.csv holds the first 40 rows', async () => {
    expect(await valuesOf(activationFixture('rows.csv'))).toEqual(rows.subarray(0, 40 * 16))
  })

  it.each(['f16.npy', 'big-endian.npy', 'f64-fortran.npy', 'three-d.npy', 'bf16.safetensors', 'rows.csv'])(
    '%s gives the same rows in parts as whole',
    async (name) => {
      const reader = await openActivations({ path: activationFixture(name) })
      const whole = await reader.read(0, reader.rows)
      for (const [start, count] of [
        [0, 1],
        [5, 20],
        [31, 9],
        [reader.rows - 1, 1],
        [3, 0]
      ]) {
        expect(await reader.read(start, count)).toEqual(whole.slice(start * 16, (start + count) * 16))
      }
      await reader.close()
    }
  )
})

it('flattens [sequences, positions, d] and says the shape of the file', async () => {
  const reader = await openActivations({ path: activationFixture('three-d.npy') })
  expect({ rows: reader.rows, dIn: reader.dIn, dtype: reader.dtype, shape: reader.shape }).toEqual({
    rows: 192,
    dIn: 16,
    dtype: 'f32',
    shape: [12, 16, 16]
  })
  await reader.close()
})

it('reads a three-dimensional array in Fortran order', async () => {
  const [sequences, positions, dIn] = [3, 5, 4]
  const plain = tellingRows(sequences * positions, dIn)
  const fortran = new Float32Array(plain.length)
  for (let s = 0; s < sequences; s += 1)
    for (let p = 0; p < positions; p += 1)
      for (let j = 0; j < dIn; j += 1) fortran[s + sequences * (p + positions * j)] = plain[(s * positions + p) * dIn + j]
  const bytes = npyBytes(fortran, [sequences, positions, dIn])
  const path = writeText(folder, 'fortran3.npy', Buffer.from(bytes.toString('latin1').replace('False', 'True '), 'latin1'))
  const reader = await openActivations({ path })
  expect(await reader.read(0, 15)).toEqual(plain)
  expect(await reader.read(4, 7)).toEqual(plain.slice(16, 44))
  await reader.close()
})

it('puts the heads of [sequences, positions, heads, d] side by side, in either order', async () => {
  const [sequences, positions, heads, size] = [3, 5, 2, 4]
  const plain = tellingRows(sequences * positions, heads * size)
  const fortran = new Float32Array(plain.length)
  for (const [i, value] of plain.entries()) {
    const [s, p, h, j] = [Math.floor(i / 40), Math.floor(i / 8) % 5, Math.floor(i / 4) % 2, i % 4]
    fortran[s + sequences * (p + positions * (h + heads * j))] = value
  }
  const bytes = npyBytes(fortran, [sequences, positions, heads, size])
  const inFortran = Buffer.from(bytes.toString('latin1').replace('False', 'True '), 'latin1')
  for (const content of [inFortran, npyBytes(plain, [sequences, positions, heads, size])]) {
    const reader = await openActivations({ path: writeText(folder, 'heads.npy', content) })
    expect([reader.rows, reader.dIn]).toEqual([15, 8])
    expect(await reader.read(0, 15)).toEqual(plain)
    expect(await reader.read(4, 7)).toEqual(plain.slice(32, 88))
    await reader.close()
  }
})

it('reads transposed rows that lie far apart and more of them than fit one run', async () => {
  const [count, dIn] = [70_000, 3]
  const plain = tellingRows(count, dIn)
  const fortran = Float32Array.from(plain, (_, i) => plain[(i % count) * dIn + Math.floor(i / count)])
  const bytes = npyBytes(fortran, [count, dIn])
  const path = writeText(folder, 'tall.npy', Buffer.from(bytes.toString('latin1').replace('False', 'True '), 'latin1'))
  const reader = await openActivations({ path })
  for (const [start, rows] of [
    [0, count],
    [69_999, 1],
    [31_000, 1000],
    [1, 40_000]
  ]) {
    expect(await reader.read(start, rows)).toEqual(plain.slice(start * dIn, (start + rows) * dIn))
  }
  await reader.close()
})

it('writes into the beginning of a given array and refuses rows that are not there', async () => {
  const path = writeNpy(folder, 'some.npy', tellingRows(6, 3), [6, 3])
  const reader = await openActivations({ path })
  const into = new Float32Array(9).fill(-1)
  await reader.read(4, 2, into)
  expect([...into]).toEqual([...tellingRows(6, 3).slice(12), -1, -1, -1])
  await expect(reader.read(5, 2)).rejects.toThrow(RangeError)
  await reader.close()
})

describe('files with several arrays', () => {
  const tensors = {
    ids: { shape: [40], data: new Int32Array(40) },
    counts: { shape: [20, 3], data: Int32Array.from({ length: 60 }, (_, i) => i * i) },
    small: { shape: [2, 3], data: tellingRows(2, 3) },
    large: { shape: [10, 3], data: tellingRows(10, 3) },
    flat: { shape: [50], data: new Float32Array(50) }
  }
  const path = writeText(folder, 'several.safetensors', tensorsToSafetensors(tensors))

  it('takes the largest that can be activations', async () => {
    expect(await valuesOf(path)).toEqual(tensors.large.data)
  })

  it('takes the one that is named, also whole numbers', async () => {
    expect(await valuesOf(path, 'small')).toEqual(tensors.small.data)
    expect(await valuesOf(path, 'counts')).toEqual(Float32Array.from(tensors.counts.data))
  })

  it('takes whole numbers where there are no others', async () => {
    const { ids, counts } = tensors
    const whole = writeText(folder, 'whole.safetensors', tensorsToSafetensors({ ids, counts }))
    expect(await valuesOf(whole)).toEqual(Float32Array.from(counts.data))
  })

  it.each([
    ['nothing', 'not-found', 'It holds'],
    ['ids', 'wrong-shape', 'reshape'],
    ['flat', 'wrong-shape', 'reshape']
  ])('explains why %s is not to be had', async (name, code, hint) => {
    const error = await errorOf(openActivations({ path, array: name }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain('several.safetensors')
    expect(error.hint).toContain(hint)
  })
})
