/** Processes of the machine, to end one of Loupe's own in the middle of its work. Not for Windows, which has no `ps`. */
import { execFileSync } from 'node:child_process'

interface Process {
  pid: number
  parent: number
  command: string
}

/** The descendant of a process whose command line has this word; undefined when there is none now. */
export function descendantWith(ancestor: number, word: string): number | undefined {
  const all = processes()
  const family = new Set([ancestor])
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all.find(({ pid, command }) => pid !== ancestor && family.has(pid) && command.includes(word))?.pid
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function processes(): Process[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/)
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') }
  })
}
