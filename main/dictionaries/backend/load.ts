/** Loads one tensor backend each, without choosing: tfjs-node (libtensorflow), WASM (SIMD, one thread), plain JavaScript. */
import module from 'node:module'
import { availableParallelism } from 'node:os'
import util from 'node:util'
import type { BackendInfo } from '../../../contract/records/doctor'
import { exportsOf, type TensorLibrary } from './library'
import { bindingOf } from './native'

export interface LoadedBackend {
  library: TensorLibrary
  info: BackendInfo
}

/** The native library; throws when the binding or libtensorflow can not be loaded. */
export async function loadNative(): Promise<LoadedBackend> {
  restoreRemovedNodeFunctions()
  const library = exportsOf(await import('@tensorflow/tfjs-node')) as unknown as TensorLibrary
  // Kept by Node where it was told a folder; at the end of a job it would not come to it, jobs are ended by their engine.
  module.flushCompileCache?.()
  const threads = Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism()
  return { library, info: { name: 'tensorflow', version: bindingOf(library).TF_Version, threads } }
}

export async function loadWasm(): Promise<LoadedBackend> {
  const library = await loadQuiet()
  await import('@tensorflow/tfjs-backend-wasm')
  await select(library, 'wasm')
  return { library, info: { name: 'wasm', version: library.version_core, threads: 1 } }
}

export async function loadCpu(): Promise<LoadedBackend> {
  const library = await loadQuiet()
  await select(library, 'cpu')
  return { library, info: { name: 'cpu', version: library.version_core, threads: 1 } }
}

/** Production mode leaves out an advertisement on the console for tfjs-node; what runs is said in BackendInfo instead. */
async function loadQuiet(): Promise<TensorLibrary> {
  const library = exportsOf(await import('@tensorflow/tfjs'))
  library.enableProdMode()
  return library
}

async function select(library: TensorLibrary, name: string): Promise<void> {
  if (!(await library.setBackend(name))) throw new Error(`The ${name} backend did not start.`)
  await library.ready()
}

/** tfjs-node 4.22 uses two functions of `util` that newer Nodes removed, or warn about. */
function restoreRemovedNodeFunctions(): void {
  const isNullOrUndefined = (value: unknown): boolean => value === null || value === undefined
  Object.defineProperty(util, 'isNullOrUndefined', { value: isNullOrUndefined, configurable: true })
  Object.defineProperty(util, 'isArray', { value: Array.isArray, configurable: true })
}
