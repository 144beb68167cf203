/** What `loupe doctor` says: every part of this installation, tried where that is possible. */
import type { Doctor, DoctorPart } from '../../../contract/records/doctor'
import { errorRecordFrom } from '../../../contract/wire/errors'
import type { Core } from '../core'
import { diskPart } from './disk-part'
import { nodePart, storePart } from './runtime-parts'
import { readSetup, setupParts } from './setup-parts'

export async function doctor(core: Core): Promise<Doctor> {
  const setup = readSetup(core.places.setup)
  const parts: DoctorPart[] = [
    { part: 'loupe', state: 'ok', version: core.version, origin: originOf(setup.get('build')), checked: 'answered this call' },
    nodePart(),
    await storePart(),
    ...(await tensorParts(core)),
    ...setupParts(setup),
    await diskPart(core.places.userData)
  ]
  return { healthy: parts.every(({ state }) => state === 'ok' || state === 'fallback'), parts }
}

async function tensorParts(core: Core): Promise<DoctorPart[]> {
  try {
    return await core.probes.parts()
  } catch (error) {
    const { message } = errorRecordFrom(error)
    const hint = 'Run: npm run setup'
    return [{ part: 'tensor backend', state: 'failed', version: '', origin: '', checked: message, hint }]
  }
}

function originOf(build: DoctorPart | undefined): string {
  return build?.origin || 'build'
}
