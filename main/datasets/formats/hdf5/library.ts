/**
 * The HDF5 library (compiled to WebAssembly, h5wasm), loaded when the first HDF5 file is met and fenced in: it opens the
 * files it was given and no others, finds no plug-ins, writes nothing, and its memory has a limit.
 */
import type { H5Module, H5wasm, LibraryFiles, WasmMemory } from './library-types'

export const memoryLimitBytes = 512 * 1024 * 1024

const pageBytes = 65_536
const notFound = 44
const readOnly = 69

export interface Library {
  h5: H5wasm
  /** A name under which the library may open this file; taken back by `forbid`. */
  allow(path: string): string
  forbid(name: string): void
  /** What the library has complained of since it was last asked. */
  takeComplaints(): string
  /** Byte of a file where the library read last. */
  lastReadAt(): number
}

let loaded: Promise<Library> | undefined

export function hdf5Library(): Promise<Library> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Library> {
  const h5 = (await import('h5wasm/node')) as unknown as H5wasm
  const module = await h5.ready
  limitMemory(module)
  const allowed = new Map<string, string>()
  const complaints: string[] = []
  fence(module.FS, allowed, complaints)
  const lastReadAt = watchReads(module.FS)
  while (module.get_plugin_search_paths().length > 0) module.remove_plugin_search_path(0)
  let names = 0
  return {
    h5,
    allow: (path) => {
      names += 1
      const name = `/loupe-hdf5/${names}`
      allowed.set(name, path)
      return name
    },
    forbid: (name) => allowed.delete(name),
    takeComplaints: () => complaints.splice(0).join(''),
    lastReadAt
  }
}

/** Links and data sets may name other files; the library asks for all of them here. */
function fence(files: LibraryFiles, allowed: Map<string, string>, complaints: string[]): void {
  const refuse = (code: number) => (): never => {
    throw new files.ErrnoError(code)
  }
  const real = (name: string): string => allowed.get(name) ?? refuse(notFound)()
  const { open, stat } = files
  files.open = (name) => open(real(name), 'r')
  files.stat = (name) => stat(real(name))
  files.lstat = (name) => stat(real(name))
  // The library tells its errors on standard output and error.
  files.write = (_stream, bytes, offset, length) => {
    if (complaints.length < 1000) complaints.push(new TextDecoder().decode(bytes.slice(offset, offset + length)))
    return length
  }
  for (const name of ['readdir', 'readlink', 'readFile', 'lookupPath', 'lookup', 'statfs', 'chdir'] as const)
    files[name] = refuse(notFound)
  for (const name of ['mkdir', 'mknod', 'rename', 'rmdir', 'unlink', 'symlink', 'truncate', 'ftruncate', 'chmod'] as const)
    files[name] = refuse(readOnly)
}

function watchReads(files: LibraryFiles): () => number {
  const { read } = files
  let last = -1
  files.read = (stream, buffer, offset, length, position) => {
    last = position ?? stream.position
    return read(stream, buffer, offset, length, position)
  }
  return () => last
}

/** The module does not give out its memory: it is caught when it grows for the first time, which is brought about here. */
function limitMemory(module: H5Module): void {
  const { prototype } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: WasmMemory } } }).WebAssembly.Memory
  const { grow } = prototype
  const caught: WasmMemory[] = []
  prototype.grow = function (this: WasmMemory, pages) {
    caught.push(this)
    return grow.call(this, pages)
  }
  module._free(module._malloc(module.HEAPU8.length))
  prototype.grow = grow
  for (const memory of caught) {
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * pageBytes > memoryLimitBytes) throw new RangeError('over the memory limit')
      return grow.call(memory, pages)
    }
  }
}
