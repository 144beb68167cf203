/** Writes arrays for the Python side of the benches. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { npyHeader } from '../../main/codecs/npy'

export function writeNpy(path: string, data: Float32Array, shape: number[]): void {
  const file = openSync(path, 'w')
  try {
    writeSync(file, npyHeader('f32', shape))
    writeSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  } finally {
    closeSync(file)
  }
}
