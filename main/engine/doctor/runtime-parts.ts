/** Node and the project store, tried in this process. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DoctorPart } from '../../../contract/records/doctor'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { createProject, openProject } from '../../store/index'

export function nodePart(): DoctorPart {
  const origin = process.execPath.includes('node_modules') ? `npm package (${process.execPath})` : `system (${process.execPath})`
  return { part: 'node', state: 'ok', version: process.versions.node, origin, checked: 'runs this engine' }
}

/** Makes a project in a temporary folder and opens it again. */
export async function storePart(): Promise<DoctorPart> {
  const folder = await mkdtemp(join(tmpdir(), 'loupe-doctor-'))
  const part = { part: 'project store', origin: 'npm package better-sqlite3' }
  try {
    const created = await createProject(join(folder, 'doctor.loupe'), { name: 'doctor' })
    created.close()
    const opened = await openProject(join(folder, 'doctor.loupe'))
    const { name } = opened.meta.get()
    opened.close()
    const version = sqliteVersion(readFileSync(opened.layout.database))
    return { ...part, state: name === 'doctor' ? 'ok' : 'failed', version, checked: 'made a project and opened it again' }
  } catch (error) {
    const { message, hint } = errorRecordFrom(error)
    return { ...part, state: 'failed', version: '', checked: message, ...(hint === undefined ? {} : { hint }) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every database names the SQLite that wrote it last: https://www.sqlite.org/fileformat.html, offset 96. */
function sqliteVersion(database: Buffer): string {
  const number = database.readUInt32BE(96)
  return `sqlite ${Math.floor(number / 1_000_000)}.${Math.floor(number / 1_000) % 1_000}.${number % 1_000}`
}
