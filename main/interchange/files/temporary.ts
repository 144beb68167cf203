/**
 * Names beside a target under which it is prepared, hidden until it is whole. A killed process can not remove what it had begun:
 * the name says whose it is, and the next one that writes the same target removes what the dead have left.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Processes are told apart on one computer only; a disk may be shared by several. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** A free name beside `target`: `.NAME.HOST-PROCESS-RANDOM.partial`. */
export function temporaryBeside(target: string): string {
  const own = `${host}-${process.pid}-${randomBytes(4).toString('hex')}`
  return join(dirname(target), `.${basename(target)}.${own}.partial`)
}

/** Removes what processes of this computer that are no longer there have left of the same target. */
export async function removeLeftovers(target: string): Promise<void> {
  const begin = `.${basename(target)}.${host}-`
  const names = await readdir(dirname(target)).catch(() => [])
  for (const name of names) {
    const owner = name.startsWith(begin) && /^(\d+)-[0-9a-f]{8}\.partial$/.exec(name.slice(begin.length))?.[1]
    if (owner && isGone(Number(owner))) await rm(join(dirname(target), name), { recursive: true, force: true })
  }
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
