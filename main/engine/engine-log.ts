/** The engine's log file in the user's data folder: defects with their stacks, output of job processes. Kept small. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const largestBytes = 2_000_000

export interface EngineLog {
  write(text: string): void
  defect(error: unknown): void
}

/** Logging must never be the reason that something fails: what can not be written is dropped. */
export function engineLog(userData: string): EngineLog {
  const path = join(userData, 'logs', 'engine.log')
  const write = (text: string) => {
    try {
      mkdirSync(join(userData, 'logs'), { recursive: true })
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(path, `${path}.old`)
      appendFileSync(path, `${new Date().toISOString()} ${text.trimEnd()}\n`)
    } catch {
      // See above.
    }
  }
  return { write, defect: (error) => write(describe(error)) }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n  cause: ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
