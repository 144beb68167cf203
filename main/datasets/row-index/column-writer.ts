/** Writes columns to files piece by piece: numbers as they are, text as bytes with offsets beside. */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { writeError } from '../files/write-error'

/** Bytes collected before they are written. */
const bufferBytes = 1024 * 1024

export class ColumnWriter {
  private readonly pending: Uint8Array[] = []
  private pendingBytes = 0

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string
  ) {}

  /** Begins a new file; throws unwritable, disk-full. */
  static async create(folder: string, name: string): Promise<ColumnWriter> {
    const path = join(folder, name)
    try {
      return new ColumnWriter(await open(path, 'wx'), path)
    } catch (thrown) {
      throw writeError(thrown, path)
    }
  }

  /** Takes over the array: it must not be changed afterwards. */
  async append(numbers: ArrayBufferView): Promise<void> {
    this.pending.push(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength))
    this.pendingBytes += numbers.byteLength
    if (this.pendingBytes >= bufferBytes) await this.flush()
  }

  /** Writes the rest and makes it safe from a power cut. */
  async finish(): Promise<void> {
    await this.flush()
    try {
      await this.handle.sync()
    } catch (thrown) {
      throw writeError(thrown, this.path)
    }
  }

  async close(): Promise<void> {
    await this.handle.close()
  }

  private async flush(): Promise<void> {
    const parts = this.pending.splice(0)
    this.pendingBytes = 0
    try {
      for (const part of parts) await this.writeAll(part)
    } catch (thrown) {
      throw writeError(thrown, this.path)
    }
  }

  private async writeAll(part: Uint8Array): Promise<void> {
    for (let written = 0; written < part.length; ) {
      written += (await this.handle.write(part, written, part.length - written)).bytesWritten
    }
  }
}

/** Text of rows: `name`.txt holds UTF-8, `name`.f64 where each row's text begins and where the last one ends. */
export class TextWriter {
  private length = 0

  private constructor(
    private readonly offsets: ColumnWriter,
    private readonly text: ColumnWriter
  ) {}

  static async create(folder: string, name: string): Promise<TextWriter> {
    const offsets = await ColumnWriter.create(folder, `${name}.f64`)
    await offsets.append(new Float64Array(1))
    return new TextWriter(offsets, await ColumnWriter.create(folder, `${name}.txt`))
  }

  async append(texts: string[]): Promise<void> {
    const ends = new Float64Array(texts.length)
    for (const [index, text] of texts.entries()) {
      this.length += Buffer.byteLength(text)
      ends[index] = this.length
    }
    await this.offsets.append(ends)
    await this.text.append(Buffer.concat(texts.map((text) => Buffer.from(text))))
  }

  async finish(): Promise<void> {
    await this.offsets.finish()
    await this.text.finish()
  }

  async close(): Promise<void> {
    await this.offsets.close()
    await this.text.close()
  }
}
