/**
 * Rows written to a folder of their own as .npy or safetensors, piece by piece. The folder is made beside the wanted one and
 * renamed at the end, so that it is there whole or not at all.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { LoupeError } from '../../../../contract/wire/errors'
import type { RowFile, RowFileOptions } from '../../../analysis/studies/material'
import { npyHeader } from '../../../codecs/npy'
import { safetensorsPieces } from '../../../codecs/safetensors-writing'
import { failedWrite } from './failed-write'

const names = { npy: 'activations.npy', safetensors: 'activations.safetensors', rows: 'rows.npy' } as const

/** Throws exists where the folder holds something, unwritable, disk-full. */
export async function createRowFile(folder: string, options: RowFileOptions): Promise<RowFile> {
  const target = resolve(folder)
  await refuseFull(target)
  const temporary = join(dirname(target), `.writing-${basename(target)}-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(temporary, { recursive: true })
    const file = await open(join(temporary, names[options.format]), 'w')
    const written = new WrittenRows(file, target, temporary, options)
    await written.begin()
    return written
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw failedWrite(thrown, 'The rows', target)
  }
}

class WrittenRows implements RowFile {
  private appended = 0

  constructor(
    private readonly file: FileHandle,
    private readonly target: string,
    private readonly temporary: string,
    private readonly options: RowFileOptions
  ) {}

  /** What stands before the numbers. */
  async begin(): Promise<void> {
    const { format, rows, width } = this.options
    await this.file.writeFile(format === 'npy' ? npyHeader('f32', [rows, width]) : safetensorsHeader(rows, width))
  }

  async append(values: Float32Array): Promise<void> {
    this.appended += values.length
    await this.file.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).catch((thrown) => {
      throw failedWrite(thrown, 'The rows', this.target)
    })
  }

  async finish(rowIds: Uint32Array | undefined): Promise<string[]> {
    const { format, rows, width } = this.options
    if (this.appended !== rows * width) throw new LoupeError('internal', `${this.appended} numbers instead of ${rows} × ${width}`)
    try {
      await this.file.sync()
      await this.file.close()
      if (rowIds) await writeFile(join(this.temporary, names.rows), npyOf(rowIds), { flush: true })
      await rmdir(this.target).catch(() => undefined)
      await rename(this.temporary, this.target)
    } catch (thrown) {
      throw failedWrite(thrown, 'The rows', this.target)
    }
    return [names[format], ...(rowIds ? [names.rows] : [])]
  }

  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined)
    await rm(this.temporary, { recursive: true, force: true })
  }
}

/** A file whose one tensor is `activations` [rows, width] f32. */
function safetensorsHeader(rows: number, width: number): Uint8Array {
  const later = {
    shape: [rows, width],
    dtype: 'f32' as const,
    get data(): Float32Array {
      throw new LoupeError('internal', 'The numbers come later')
    }
  }
  return safetensorsPieces({ activations: later }).next().value as Uint8Array
}

function npyOf(rowIds: Uint32Array): Uint8Array {
  return Buffer.concat([npyHeader('u32', [rowIds.length]), new Uint8Array(rowIds.buffer, rowIds.byteOffset, rowIds.byteLength)])
}

async function refuseFull(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return []
    throw failedWrite(thrown, 'The rows', folder)
  })
  if (names.length === 0) return
  throw new LoupeError('exists', 'The folder for the rows is not empty', {
    hint: 'Choose another folder, or a name that is free.',
    place: folder
  })
}
