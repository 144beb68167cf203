/** One column of one row group: where its pages lie, found by walking from header to header, and the pages themselves. */

import type { ColumnMetaData, DecodedArray, PageHeader } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { type InputFile, namedError } from '../../files/input-file'
import type { Leaf } from './leaf'
import { dictionaryValues, entriesOf, maxPageEntries, type PageContent, pageContent } from './page'

export interface PagePlace {
  header: PageHeader
  dataStart: number
  /** Number of its first entry within the chunk, and its entries. */
  first: number
  count: number
}

interface Pages {
  dictionary: PagePlace | undefined
  data: PagePlace[]
}

const windowBytes = 16 * 1024
/** A header may hold the smallest and largest text of the page. */
const maxHeaderBytes = 1024 * 1024

export class ColumnChunk {
  private found: Promise<Pages> | undefined
  private dictionary: Promise<DecodedArray | undefined> | undefined
  private window = new Uint8Array(0)
  private windowStart = 0

  constructor(
    private readonly file: InputFile,
    readonly leaf: Leaf,
    private readonly metadata: ColumnMetaData
  ) {}

  get entries(): number {
    return Number(this.metadata.num_values)
  }

  async pages(): Promise<PagePlace[]> {
    return (await this.walked()).data
  }

  /** Throws malformed, plain errors of the library. */
  async content(page: PagePlace): Promise<PageContent> {
    this.dictionary ??= this.dictionaryOf()
    const dictionary = await this.dictionary
    return pageContent(await this.bytesOf(page), page.header, this.leaf, this.metadata.codec, dictionary)
  }

  /** Lets the dictionary go. */
  forget(): void {
    this.dictionary = undefined
  }

  private async dictionaryOf(): Promise<DecodedArray | undefined> {
    const { dictionary } = await this.walked()
    return dictionary && dictionaryValues(await this.bytesOf(dictionary), dictionary.header, this.leaf, this.metadata.codec)
  }

  private bytesOf({ dataStart, header }: PagePlace): Promise<Uint8Array> {
    return this.file.read(dataStart, header.compressed_page_size)
  }

  private walked(): Promise<Pages> {
    this.found ??= this.walk()
    return this.found
  }

  private async walk(): Promise<Pages> {
    const { start, end } = this.range()
    const pages: Pages = { dictionary: undefined, data: [] }
    let first = 0
    for (let offset = start; offset < end && first < this.entries; ) {
      const { header, dataStart } = await this.headerAt(offset, end)
      const size = header.compressed_page_size
      const count = entriesOf(header)
      if (!isLength(size) || dataStart + size > end || !isLength(count) || count > maxPageEntries) {
        throw this.bad(offset, 'a page of impossible size')
      }
      const place = { header, dataStart, first, count }
      if (header.type === 'DICTIONARY_PAGE') pages.dictionary = place
      else if (count > 0) pages.data.push(place)
      first += count
      offset = dataStart + size
    }
    if (first !== this.entries) throw this.bad(start, `pages with ${first} values, and ${this.entries} by its footer`)
    return pages
  }

  private range(): { start: number; end: number } {
    const { data_page_offset, dictionary_page_offset, total_compressed_size } = this.metadata
    const data = Number(data_page_offset)
    const dictionary = Number(dictionary_page_offset ?? 0)
    const start = dictionary > 0 && dictionary < data ? dictionary : data
    const end = start + Number(total_compressed_size)
    if (isLength(start) && isLength(end) && start >= 4 && end > start && end <= this.file.sizeBytes) return { start, end }
    throw this.bad(start, 'a column outside of the file')
  }

  private async headerAt(offset: number, end: number): Promise<{ header: PageHeader; dataStart: number }> {
    const from = offset - this.windowStart
    if (from >= 0 && from < this.window.length) {
      const found = parsed(this.window.subarray(from), offset)
      if (found) return found
    }
    for (const length of [windowBytes, maxHeaderBytes]) {
      this.window = await this.file.read(offset, Math.min(length, end - offset))
      this.windowStart = offset
      const found = parsed(this.window, offset)
      if (found) return found
    }
    throw this.bad(offset, 'no page where one should be')
  }

  private bad(offset: number, what: string): Error {
    const happened = `has ${what} (column “${this.leaf.name}”, at byte ${offset})`
    return namedError('malformed', this.file.path, happened, 'Copy or write the file again.')
  }
}

/** A description may give any number, of any type, for a length. */
function isLength(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** The header; undefined where the bytes end within it, or are none. */
function parsed(bytes: Uint8Array, offset: number): { header: PageHeader; dataStart: number } | undefined {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
  try {
    const header = parquetHeader(reader)
    return { header, dataStart: offset + reader.offset }
  } catch {
    return undefined
  }
}
