/**
 * Asks the system to wait a moment before it sleeps. Electron lets go of its own delay lock as soon as it has told of the sleep, while
 * a checkpoint takes longer: the lock here is let go when the training has paused. Linux with systemd only, at most as long as
 * logind allows (InhibitDelayMaxSec, 5 s by default); https://systemd.io/INHIBITOR_LOCKS.
 */
import { type ChildProcess, spawn } from 'node:child_process'

export interface SleepHold {
  /** True: the system is to wait from now on; false: it may sleep. */
  set(wanted: boolean): void
}

/** It holds the lock for as long as what it runs does, and `cat` runs until its input is closed, also by a crash of ours. */
const inhibitor: readonly string[] = [
  'systemd-inhibit',
  '--what=sleep',
  '--mode=delay',
  '--who=Loupe',
  '--why=A training writes a checkpoint first',
  'cat'
]

/** `command`: holds the lock until its standard input is closed. Where there is none nothing is held. */
export function sleepHold(command: readonly string[] = process.platform === 'linux' ? inhibitor : []): SleepHold {
  let holder: ChildProcess | undefined
  return {
    set(wanted) {
      if (wanted && !holder) holder = hold(command)
      if (wanted) return
      holder?.stdin?.end()
      holder = undefined
    }
  }
}

function hold([program, ...args]: readonly string[]): ChildProcess | undefined {
  if (program === undefined) return undefined
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  // Not installed, or it ended before its input: then nothing is held, and nothing else changes.
  for (const part of [child, child.stdin]) part.on('error', () => undefined)
  return child
}
