/** Tensors that were gathered in a file each, as one safetensors file. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dtype } from '../../../contract/records/basics'
import { safetensorsStart } from '../../codecs/safetensors-writing'
import { createFileWriter } from '../files/file-writer'
import type { Growing } from './growing-tensors'

/** One file `joined` of all, in the order of safetensors. */
export async function joinTensors(
  folder: string,
  tensors: Map<string, Growing>,
  shapes: Record<string, number[]>
): Promise<void> {
  const described = [...tensors].map(([name, { dtype }]): [string, { shape: number[]; dtype: Dtype }] => [
    name,
    { shape: shapes[name], dtype }
  ])
  const { bytes, order } = safetensorsStart(Object.fromEntries(described))
  const writer = await createFileWriter(join(folder, 'joined'))
  try {
    await writer.write(bytes)
    for (const name of order) {
      const file = await open((tensors.get(name) as Growing).path, 'r')
      try {
        for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) await writer.write(piece)
      } finally {
        await file.close()
      }
    }
    await writer.finish()
  } finally {
    await writer.abandon()
  }
}
