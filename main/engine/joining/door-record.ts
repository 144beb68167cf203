/**
 * What a Loupe that has a project open leaves in the runtime folder for others of the same user: where its door is, the key to it,
 * and which contract it speaks. One file for each project, named after its place, readable by its owner only.
 */
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { calls } from '../../../contract/calls/index'
import { events } from '../../../contract/events'
import { wireVersion } from '../../../contract/wire/envelope'
import { version } from '../../../package.json'
import { writePrivately } from './write-privately'

export const DoorRecord = z.object({
  pid: z.number().int(),
  version: z.string(),
  /** Two sides with the same text know the same calls and events. */
  contract: z.string(),
  /** Of the socket (a path) or pipe. */
  address: z.string(),
  key: z.string()
})
export type DoorRecord = z.infer<typeof DoorRecord>

/** The contract of this Loupe: versions, and the names of what can be called and heard. */
export const ownContract = [version, wireVersion, digest(JSON.stringify([Object.keys(calls), Object.keys(events)]))].join(' ')

export function leaveRecord(runtime: string, project: string, record: DoorRecord): void {
  writePrivately(recordFile(runtime, project), JSON.stringify(record))
}

/** Takes this process's own word back; that of another which has the project by now stays. */
export function takeRecordBack(runtime: string, project: string): void {
  if (findRecord(runtime, project)?.pid === process.pid) rmSync(recordFile(runtime, project), { force: true })
}

/** What the last Loupe that opened the project here said, whether or not it still runs; undefined when there is nothing of use. */
export function findRecord(runtime: string, project: string): DoorRecord | undefined {
  try {
    return DoorRecord.parse(JSON.parse(readFileSync(recordFile(runtime, project), 'utf8')))
  } catch {
    return undefined
  }
}

function recordFile(runtime: string, project: string): string {
  return join(runtime, `${digest(realPlace(project))}.json`)
}

/** The same for every way to the folder. */
function realPlace(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
