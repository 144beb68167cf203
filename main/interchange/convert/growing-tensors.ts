/** Tensors that grow row by row, each in a file of its own. */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dtype } from '../../../contract/records/basics'
import { dtypeOfArray, type NumberArray, toBytes } from '../../codecs/dtypes'

export interface Growing {
  path: string
  dtype: Dtype
  file: FileHandle
}

export class GrowingTensors {
  private readonly tensors = new Map<string, Growing>()

  constructor(private readonly folder: string) {}

  async add(name: string, numbers: NumberArray): Promise<void> {
    const { file, dtype } = this.tensors.get(name) ?? (await this.begin(name, dtypeOfArray(numbers)))
    if (numbers.length > 0) await file.appendFile(toBytes(numbers, dtype))
  }

  all(): Map<string, Growing> {
    return this.tensors
  }

  async close(): Promise<void> {
    await Promise.all([...this.tensors.values()].map(({ file }) => file.close()))
  }

  private async begin(name: string, dtype: Dtype): Promise<Growing> {
    const path = join(this.folder, name)
    const growing = { path, dtype, file: await open(path, 'wx') }
    this.tensors.set(name, growing)
    return growing
  }
}
