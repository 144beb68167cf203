/** `loupe inspect` on a file of 200 GB that takes no room on the disk: no process of it holds 500 MB, and Ctrl+C ends all of them. */
import { mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { npyHeader } from '../../main/codecs/npy'
import { CommandLine } from './command-line'

const [rows, dIn] = [65_104_166, 768]
const mostMB = 500
const watchMs = 2500
const enoughMB = 100

const folder = mkdtempSync(join(tmpdir(), 'loupe-huge-'))
const path = join(folder, 'huge.npy')
const why = obstacle()
if (why) console.warn(`The 200 GB file is not inspected: ${why}.`)

const loupe = new CommandLine(folder)

afterAll(() => loupe.remove())

/** Why it can not be run here. */
function obstacle(): string | undefined {
  if (process.platform !== 'linux') return 'the memory of other processes is read from /proc, which only Linux has'
  const header = npyHeader('f32', [rows, dIn])
  try {
    writeFileSync(path, header)
    truncateSync(path, header.length + rows * dIn * 4)
  } catch (thrown) {
    return `the temporary folder takes no file of 200 GB (${String(thrown)})`
  }
  return statSync(path).blocks * 512 > 2 ** 20 ? 'the temporary folder keeps holes as zeros' : undefined
}

interface Seen {
  /** The most memory it has held so far, in MB. */
  peak: number
  /** What it has read so far, in MB. */
  read: number
}

/** Processes of a process group. */
function groupNow(group: number): Map<number, Seen> {
  const found = new Map<number, Seen>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      // After the name in brackets: state, parent, group.
      const [, , own] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))
      if (Number(own) !== group || !peak) continue
      const read = /rchar: (\d+)/.exec(readFileSync(`/proc/${name}/io`, 'utf8'))
      found.set(Number(name), { peak: Number(peak[1]) / 1024, read: Number(read?.[1]) / 2 ** 20 })
    } catch {
      // It has ended in the meantime.
    }
  }
  return found
}

it.skipIf(why !== undefined)('reads on with little memory until it is cancelled', async () => {
  const { child, finished } = loupe.start(['inspect', path, '--json'], { detached: true })
  const group = child.pid as number
  const seen = new Map<number, Seen>()
  const most = () => Math.max(...[...seen.values()].map(({ read }) => read))
  // On a busy machine it takes longer to begin.
  const isEnough = (since: number) => performance.now() > since + watchMs && most() > enoughMB
  for (const from = performance.now(); child.exitCode === null && !isEnough(from); await pause(50))
    for (const [pid, now] of groupNow(group)) seen.set(pid, now)
  expect(child.exitCode).toBeNull()
  // The command and the process that reads.
  expect(seen.size).toBeGreaterThan(1)
  for (const { peak } of seen.values()) expect(peak).toBeLessThan(mostMB)
  process.kill(-group, 'SIGINT')
  const { code, records } = await finished
  expect([code, records().at(-1)]).toMatchObject([expect.any(Number), { error: { code: 'cancelled' } }])
  expect(code).not.toBe(0)
  for (let tries = 0; tries < 40 && groupNow(group).size > 0; tries += 1) await pause(50)
  expect([...groupNow(group).keys()]).toEqual([])
})
