/**
 * Names beside a target under which it is prepared, hidden until it is whole. A killed process can not remove what it had begun:
 * the name says whose it is, and the next one that writes the same target removes what the dead have left.
 */
import { createHash, randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Processes are told apart on one computer only; a disk may be shared by several. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** HOST-PROCESS-RANDOM: says whose a file is. */
export function processMark(): string {
  return `${host}-${process.pid}-${randomBytes(4).toString('hex')}`
}

/** A free name beside `target`: `.NAME.HOST-PROCESS-RANDOM.partial`. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${processMark()}.partial`)
}

/**
 * Removes what processes of this computer that are no longer there have left of the same target.
 * Gives false where one is still at it.
 */
export async function removeLeftovers(target: string): Promise<boolean> {
  const parent = dirname(target)
  const begin = `.${basename(target)}.`
  let isClean = true
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(begin) || !name.endsWith('.partial')) continue
    const mark = name.slice(begin.length, -'.partial'.length)
    if (await isLeftBehind(join(parent, name), mark)) await rm(join(parent, name), { recursive: true, force: true })
    else if (isOfThisComputer(mark)) isClean = false
  }
  return isClean
}

/** Whether the file was made by a process of this computer that is no longer there. */
export async function isLeftBehind(path: string, mark: string): Promise<boolean> {
  if (!isOfThisComputer(mark)) return false
  return isGone(Number(mark.split('-')[1])) || (await isOfEarlierSession(path))
}

function isOfThisComputer(mark: string): boolean {
  return mark.startsWith(`${host}-`) && /^\d+-[0-9a-f]{8}$/.test(mark.slice(host.length + 1))
}

/** A process of somebody else is there, though it may not be asked. */
function isGone(id: number): boolean {
  try {
    process.kill(id, 0)
    return false
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH'
  }
}

/** After a restart of the computer others have the numbers of processes that went down with it. */
async function isOfEarlierSession(path: string): Promise<boolean> {
  const { mtimeMs } = await lstat(path)
  return mtimeMs < Date.now() - 1000 * uptime()
}
