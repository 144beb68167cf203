/** One HDF5 file held open by the library; whatever the library throws or returns as failure becomes a coded error. */

import type { ErrorCode } from '../../../../contract/wire/errors'
import { LoupeError } from '../../../../contract/wire/errors'
import { elementsOf } from '../../../maths/shape'
import { type InputFile, namedError } from '../../files/input-file'
import { hdf5Library, type Library } from './library'
import type { DatasetMetadata, H5Module } from './library-types'
import { Tiles } from './tiles'

export class Hdf5File {
  readonly tiles = new Tiles()
  private isOpen = true

  private constructor(
    readonly input: InputFile,
    private readonly library: Library,
    private readonly module: H5Module,
    private readonly name: string,
    private readonly id: bigint
  ) {}

  /** Throws truncated, malformed. */
  static async open(input: InputFile): Promise<Hdf5File> {
    const library = await hdf5Library()
    const module = await library.h5.ready
    const name = library.allow(input.path)
    try {
      const id = guarded(input, library, () => module.open(name, module.H5F_ACC_RDONLY, false, -1, -1))
      if (id < 0n) throw failure(input, library.takeComplaints())
      return new Hdf5File(input, library, module, name, id)
    } catch (thrown) {
      library.forbid(name)
      throw thrown
    }
  }

  /** Names of what a group holds. */
  names(group: string): string[] {
    return this.ask(() => this.module.get_names(this.id, group, false))
  }

  kindOf(path: string): 'group' | 'dataset' | 'link' | 'other' {
    return this.ask(() => {
      if (this.module.get_external_link(this.id, path).filename !== undefined) return 'link'
      const isLink = this.module.get_symbolic_link(this.id, path) !== null
      const type = this.module.get_type(this.id, path)
      if (type === this.module.H5G_DATASET) return 'dataset'
      // A soft link to a group can lead in circles; what it leads to is met at its own place.
      return type === this.module.H5G_GROUP && !isLink ? 'group' : 'other'
    })
  }

  metadata(dataset: string): DatasetMetadata {
    return this.ask(() => this.module.get_dataset_metadata(this.id, dataset))
  }

  filters(dataset: string): { id: number; name: string }[] {
    return this.ask(() => this.module.get_dataset_filters(this.id, dataset))
  }

  /** Little-endian bytes of a block of numbers, given to `use` while they lie in the library's memory. */
  read<T>(dataset: string, offset: number[], count: number[], width: number, use: (bytes: Uint8Array) => T): T {
    const length = width * elementsOf(count)
    return this.ask(() => {
      const at = this.module._malloc(length)
      if (at === 0) throw new RangeError('not enough memory for a block')
      try {
        const ones = count.map(() => 1n)
        const status = this.module.get_dataset_data(this.id, dataset, count.map(BigInt), offset.map(BigInt), ones, BigInt(at))
        if (status < 0) throw failure(this.input, this.library.takeComplaints(), dataset)
        return use(this.module.HEAPU8.subarray(at, at + length))
      } finally {
        this.module._free(at)
      }
    })
  }

  /** Bytes of one number, and the byte of the file where the library read last for it. */
  probe(dataset: string, place: number[], width: number): { at: number; bytes: Uint8Array } {
    const ones = place.map(() => 1)
    const bytes = this.read(dataset, place, ones, width, (read) => read.slice())
    return { at: this.library.lastReadAt(), bytes }
  }

  /** Strings from … to − 1 of a list of strings. */
  strings(dataset: string, from: number, to: number): string[] {
    return this.ask(() => new this.library.h5.Dataset(this.id, dataset).slice([[from, to]]) as string[])
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.tiles.clear()
    this.library.forbid(this.name)
    try {
      this.module.close_file(this.id)
    } catch {
      // Nothing was written: what a damaged file does on closing loses nothing.
    }
    this.library.takeComplaints()
  }

  private ask<T>(work: () => T): T {
    if (!this.isOpen) throw new LoupeError('internal', 'The HDF5 file is closed.')
    return guarded(this.input, this.library, work)
  }
}

function guarded<T>(input: InputFile, library: Library, work: () => T): T {
  library.takeComplaints()
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof LoupeError) throw thrown
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    // What the library complained of says more than what it throws for it.
    throw failure(input, `#: ${why}\n${library.takeComplaints()}`)
  }
}

/** The error of a stack of complaints: the deepest says what is the matter. */
function failure(input: InputFile, complaints: string, dataset?: string): LoupeError {
  const cut = /truncated file: eof = (\d+).*stored_eof = (\d+)/.exec(complaints)
  if (cut) return namedError('truncated', input.path, `is cut off: it has ${cut[1]} of ${cut[2]} bytes`, writeAgain)
  const lines = [...complaints.matchAll(/#\d*(?:: .*?\(\))?: (.*)/g)].map((match) => match[1].trim())
  const why = (lines.filter((line) => line !== '').pop() ?? 'it is damaged').replace(/\.$/, '')
  const where = dataset === undefined ? '' : ` in data set “${dataset.slice(1)}”`
  const code = codeOf(why)
  const hint =
    code === 'unsupported' ? 'Copy the numbers into one file: Loupe reads no other files than the one given.' : writeAgain
  return namedError(code, input.path, `can not be read as HDF5${where}: ${why.slice(0, 200)}`, hint)
}

function codeOf(why: string): ErrorCode {
  if (/external|virtual/i.test(why)) return 'unsupported'
  return /addr overflow|file read failed|end of file/i.test(why) ? 'truncated' : 'malformed'
}

const writeAgain = 'Copy or write the file again; it may not have been closed when it was written.'
