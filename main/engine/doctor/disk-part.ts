/** Free space where Loupe keeps its own data. */
import { mkdir, statfs } from 'node:fs/promises'
import type { DoctorPart } from '../../../contract/records/doctor'
import { errorRecordFrom } from '../../../contract/wire/errors'

/** A checkpoint of a middling dictionary has a quarter of it. */
const littleBytes = 1e9

export async function diskPart(userData: string): Promise<DoctorPart> {
  const part = { part: 'disk', version: '', origin: userData }
  try {
    await mkdir(userData, { recursive: true })
    const facts = await statfs(userData)
    const free = facts.bavail * facts.bsize
    const checked = `${(free / 1e9).toFixed(1)} GB free`
    if (free >= littleBytes) return { ...part, state: 'ok', checked }
    return { ...part, state: 'failed', checked, hint: 'Free some space: checkpoints and analyses need room.' }
  } catch (error) {
    return { ...part, state: 'failed', checked: errorRecordFrom(error).message, hint: 'Make this folder writable.' }
  }
}
