import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../../../main/codecs/safetensors'
import { safetensorsPieces, tensorsToSafetensors } from '../../../../../../main/codecs/safetensors-writing'
import { openTensors, writePieces } from '../../../../../../main/engine/jobs/entries/tensor-files'
import { temporaryFolder } from '../../project-material'

let folder: string
let path: string
beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder, 'some.safetensors')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const tensors = { a: { shape: [2, 2], data: Float32Array.of(1, 2, 3, -0) }, b: { shape: [1], data: Float32Array.of(5) } }

describe('files of tensors', () => {
  it('are the same in pieces as in one, and give their tensors back', () => {
    writePieces(path, safetensorsPieces(tensors, { format: 'x' }))
    expect(Uint8Array.from(readFileSync(path))).toEqual(tensorsToSafetensors(tensors, { format: 'x' }))
    expect(openTensors(path)).toEqual({ tensors, metadata: { format: 'x' } })
  })

  it('are written one tensor at a time, each asked for once', () => {
    const asked: string[] = []
    const watched = (name: 'a' | 'b') => ({
      shape: tensors[name].shape,
      dtype: 'f32' as const,
      get data() {
        asked.push(name)
        return tensors[name].data
      }
    })
    const pieces = safetensorsPieces({ a: watched('a'), b: watched('b') })
    pieces.next()
    expect(asked).toEqual([])
    pieces.next()
    expect(asked).toEqual(['a'])
    pieces.next()
    expect(asked).toEqual(['a', 'b'])
  })

  it('are read when data is asked for, not before', () => {
    writePieces(path, safetensorsPieces(tensors))
    const opened = openTensors(path).tensors
    const changed = tensorsToSafetensors({ ...tensors, b: { shape: [1], data: Float32Array.of(7) } })
    writeFileSync(path, changed)
    expect(opened.b.data).toEqual(Float32Array.of(7))
    truncateSync(path, changed.length - 8)
    expect(() => opened.a.data.length + opened.b.data.length).toThrow('shorter')
  })

  it('that are cut off or hold other numbers are refused', () => {
    writePieces(path, safetensorsPieces(tensors))
    truncateSync(path, readFileSync(path).length - 1)
    expect(() => openTensors(path)).toThrow(expect.objectContaining({ code: 'truncated' }))
    writeFileSync(path, Uint8Array.of(1, 2))
    expect(() => openTensors(path)).toThrow(expect.objectContaining({ code: 'truncated' }))
    writePieces(path, safetensorsPieces({ i: { shape: [1], data: Int32Array.of(1) } }))
    expect(() => openTensors(path)).toThrow('i32')
    expect(tensorsFromSafetensors(readFileSync(path)).tensors.i.data).toEqual(Float32Array.of(1))
  })
})
