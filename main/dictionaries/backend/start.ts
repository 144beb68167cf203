/** Chooses the tensor backend of this process, once: native, else WASM, else plain JavaScript; never silently. */
import type { BackendInfo } from '../../../contract/records/doctor'
import { LoupeError } from '../../../contract/wire/errors'
import { type BackendName, setLibrary } from './library'
import { type LoadedBackend, loadCpu, loadNative, loadWasm } from './load'

const order: BackendName[] = ['tensorflow', 'wasm', 'cpu']
const loaders: Record<BackendName, () => Promise<LoadedBackend>> = { tensorflow: loadNative, wasm: loadWasm, cpu: loadCpu }

let started: Promise<BackendInfo> | undefined

/**
 * Starts the best backend there is and says which; `fallbackReason` is set when it is not the native library.
 * The environment variable LOUPE_BACKEND (tensorflow, wasm, cpu) skips the better ones. Later calls give the same answer.
 */
export function startBackend(): Promise<BackendInfo> {
  started ??= startFirst(process.env.LOUPE_BACKEND)
  return started
}

async function startFirst(wanted: string | undefined): Promise<BackendInfo> {
  const skipped = order.indexOf(known(wanted))
  const reasons = skipped > 0 ? [`LOUPE_BACKEND asks for ${wanted}.`] : []
  for (const name of order.slice(skipped)) {
    try {
      const { library, info } = await loaders[name]()
      setLibrary(library, name)
      return reasons.length > 0 ? { ...info, fallbackReason: reasons.join(' ') } : info
    } catch (thrown) {
      reasons.push(`${name} is not available: ${firstLine(thrown)}`)
    }
  }
  throw new LoupeError('internal', `No tensor library could be loaded. ${reasons.join(' ')}`, {
    hint: 'Run the set-up again (npm run setup), then `loupe doctor`.'
  })
}

function known(wanted: string | undefined): BackendName {
  if (wanted === undefined || wanted === '') return 'tensorflow'
  const name = order.find((each) => each === wanted)
  if (name) return name
  throw new LoupeError('usage', `LOUPE_BACKEND is “${wanted}”, which is not a tensor backend.`, {
    hint: 'Set it to tensorflow, wasm or cpu, or leave it out.'
  })
}

function firstLine(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]
}
