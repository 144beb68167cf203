/** Safetensors files: several named arrays, of which one is chosen. The layout is in main/codecs/safetensors. */
import { parseSafetensorsHeader, safetensorsDataStart } from '../../codecs/safetensors'
import type { InputFile } from '../files/input-file'
import { denseRows } from './dense-rows'
import type { Format, OpenedFile } from './format'

export const safetensors: Format = { name: 'safetensors', extensions: ['safetensors'], recognizes, open }

/** No magic number: a plausible length, then the opening brace of the header. */
function recognizes(head: Uint8Array, sizeBytes: number): boolean {
  if (head.length < 9 || head[8] !== 0x7b) return false
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true)
  return length >= 2n && length <= BigInt(sizeBytes - 8)
}

async function open(file: InputFile): Promise<OpenedFile> {
  const dataStart = safetensorsDataStart(await file.read(0, 8), file.sizeBytes)
  const { entries } = parseSafetensorsHeader(await file.read(0, dataStart), file.sizeBytes)
  const begins = new Map(entries.map((entry) => [entry.name, entry.begin]))
  return {
    arrays: entries.map(({ name, dtype, shape }) => ({ name, dtype, shape })),
    rowsOf: ({ name, dtype, shape }) =>
      denseRows({ file, dataStart: begins.get(name) ?? 0, dtype, shape, bigEndian: false, fortran: false })
  }
}
