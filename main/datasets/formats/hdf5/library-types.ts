/** The parts of h5wasm (node build) that are used, with the types they have at run time. */

export interface H5wasm {
  ready: Promise<H5Module>
  Dataset: new (file: bigint, path: string) => { slice(ranges: [number, number][]): unknown }
}

export interface H5Module {
  HEAPU8: Uint8Array<ArrayBuffer>
  FS: LibraryFiles
  H5F_ACC_RDONLY: number
  H5G_GROUP: number
  H5G_DATASET: number
  _malloc(bytes: number): number
  _free(at: number): void
  open(name: string, mode: number, trackOrder: boolean, low: number, high: number): bigint
  close_file(file: bigint): number
  get_names(file: bigint, path: string, recursive: boolean): string[]
  get_type(file: bigint, path: string): number
  /** Target of a soft link, else null. */
  get_symbolic_link(file: bigint, path: string): string | null
  get_external_link(file: bigint, path: string): { filename?: string }
  get_dataset_metadata(file: bigint, path: string): DatasetMetadata
  get_dataset_filters(file: bigint, path: string): { id: number; name: string }[]
  get_dataset_data(file: bigint, path: string, count: bigint[], offset: bigint[], strides: bigint[], at: bigint): number
  get_plugin_search_paths(): string[]
  remove_plugin_search_path(index: number): number
}

export interface DatasetMetadata {
  /** H5T_class_t */
  type: number
  size: number
  signed: boolean
  vlen: boolean
  littleEndian: boolean
  /** Null for a data set that holds nothing. */
  shape: number[] | null
  chunks: number[] | null
  virtual_sources?: unknown[]
  enum_type?: { members: Record<string, number> }
}

type Refused =
  | 'readdir'
  | 'readlink'
  | 'readFile'
  | 'lookupPath'
  | 'lookup'
  | 'statfs'
  | 'chdir'
  | 'mkdir'
  | 'mknod'
  | 'rename'
  | 'rmdir'
  | 'unlink'
  | 'symlink'
  | 'truncate'
  | 'ftruncate'
  | 'chmod'

/** Emscripten's view of files, over Node's. */
export type LibraryFiles = Record<Refused, () => never> & {
  ErrnoError: new (code: number) => Error
  open(name: string, flags: string): unknown
  stat(name: string): unknown
  lstat(name: string): unknown
  read(stream: { position: number }, buffer: Int8Array, offset: number, length: number, position?: number): number
  write(stream: unknown, bytes: Int8Array, offset: number, length: number): number
}

/** WebAssembly.Memory */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
