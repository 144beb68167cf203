/** Files of a row index opened for reading, with windows of numbers and texts. A file that does not fit is damage. */
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { InputFile } from '../files/input-file'

/** A column of `rows` numbers of `width` bytes. */
export class NumberColumn {
  private constructor(
    private readonly file: InputFile,
    private readonly width: number
  ) {}

  static async open(folder: string, name: string, rows: number, width: number): Promise<NumberColumn> {
    const file = await openIndexFile(folder, name)
    if (file.sizeBytes === rows * width) return new NumberColumn(file, width)
    await file.close()
    throw damaged(folder, `${name} has another length than it was written with`)
  }

  /** Bytes of rows from … to − 1, in a buffer of their own. */
  async read(from: number, to: number): Promise<ArrayBuffer> {
    return (await this.file.read(from * this.width, (to - from) * this.width)).buffer
  }

  close(): Promise<void> {
    return this.file.close()
  }
}

/** A column of texts: offsets and UTF-8. */
export class TextColumn {
  private constructor(
    private readonly offsets: NumberColumn,
    /** Undefined when every text is empty. */
    private readonly text: InputFile | undefined
  ) {}

  static async open(folder: string, name: string, rows: number): Promise<TextColumn> {
    const offsets = await NumberColumn.open(folder, `${name}.f64`, rows + 1, 8)
    let text: InputFile | undefined
    try {
      const [end] = new Float64Array(await offsets.read(rows, rows + 1))
      text = end > 0 ? await openIndexFile(folder, `${name}.txt`) : undefined
      if ((text?.sizeBytes ?? 0) === end) return new TextColumn(offsets, text)
      throw damaged(folder, `${name}.txt has another length than it was written with`)
    } catch (thrown) {
      await Promise.all([offsets.close(), text?.close()])
      throw thrown
    }
  }

  async read(from: number, to: number): Promise<string[]> {
    const offsets = new Float64Array(await this.offsets.read(from, to + 1))
    const begin = offsets[0]
    const length = offsets[to - from] - begin
    const bytes = this.text && length > 0 ? Buffer.from((await this.text.read(begin, length)).buffer) : Buffer.alloc(0)
    return Array.from({ length: to - from }, (_, i) => bytes.toString('utf8', offsets[i] - begin, offsets[i + 1] - begin))
  }

  async close(): Promise<void> {
    await Promise.all([this.offsets.close(), this.text?.close()])
  }
}

/** Missing or empty parts are damage to the project, not a mistake of the person. */
async function openIndexFile(folder: string, name: string): Promise<InputFile> {
  try {
    return await InputFile.open(join(folder, name))
  } catch (cause) {
    if (cause instanceof LoupeError && cause.code === 'unreadable') throw cause
    throw damaged(folder, `${name} is missing or empty`, cause)
  }
}

export function damaged(folder: string, what: string, cause?: unknown): LoupeError {
  return new LoupeError('damaged', `The index of the rows is damaged: ${what}.`, {
    hint: 'Restore the project from a copy, or make a new one from the same activation files.',
    place: folder,
    cause
  })
}
