/** The job process that says which tensor backend jobs get, and tries it. */
import type { DoctorPart } from '../../../../contract/records/doctor'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { createEncoder, startBackend } from '../../../dictionaries/index'
import { serveJob } from '../job-side'
import type { ProbeResult } from '../protocol'

serveJob<'probe'>(async (spec): Promise<ProbeResult> => {
  if (spec.task === 'backend') return { task: 'backend', backend: await startBackend() }
  return { task: 'doctor', parts: [await tensorPart()] }
})

async function tensorPart(): Promise<DoctorPart> {
  try {
    const backend = await startBackend()
    const part: DoctorPart = {
      part: 'tensor backend',
      state: backend.name === 'tensorflow' ? 'ok' : 'fallback',
      version: `${backend.name} ${backend.version}`,
      origin: backend.name === 'tensorflow' ? 'native library' : 'npm package',
      checked: `${await tryEncoder()}; ${backend.threads} ${backend.threads === 1 ? 'thread' : 'threads'}`
    }
    if (backend.fallbackReason === undefined) return part
    return { ...part, hint: `Training is slower than it could be: ${backend.fallbackReason} Run: npm run setup` }
  } catch (error) {
    const { message, hint } = errorRecordFrom(error)
    const part: DoctorPart = { part: 'tensor backend', state: 'failed', version: '', origin: '', checked: message }
    return hint === undefined ? part : { ...part, hint }
  }
}

/** Multiplies two small matrices through the whole path that analyses use. */
async function tryEncoder(): Promise<string> {
  const tensor = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) })
  const encoder = await createEncoder({
    architecture: 'standard',
    dIn: 2,
    dSae: 2,
    applyBDecToInput: true,
    tensors: {
      W_enc: tensor([2, 2], 1, 2, 3, 4),
      b_enc: tensor([2], 0, 0),
      W_dec: tensor([2, 2], 1, 0, 0, 1),
      b_dec: tensor([2], 0, 0)
    }
  })
  try {
    const batch = { count: 1, dIn: 2, values: Float32Array.of(1, 1), rows: Uint32Array.of(0) }
    const right = encoder.reconstruct(batch).join() === '4,6'
    if (!right) throw new Error('a product of two small matrices came out wrong')
    return 'encoded a row and compared it'
  } finally {
    encoder.dispose()
  }
}
