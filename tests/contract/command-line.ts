/** Runs the built `loupe` command as a person would: a process of its own, in a folder of the test's. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, inject } from 'vitest'

// biome-ignore lint/suspicious/noExplicitAny: whatever the command printed.
export type Told = Record<string, any>

export interface Refused {
  /** Exit code of the process. */
  exit: number | null
  /** Code of the error. */
  code: string
  message: string
  hint: string
  place?: string
}

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
  /** Lines of stdout as JSON. */
  records(): Record<string, never>[]
}

export interface Started {
  child: ChildProcess
  finished: Promise<Finished>
  /** The first line of stdout that is JSON and fits. */
  line(fits: (record: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
}

export class CommandLine {
  /** Folder of the built entries. */
  readonly entries = inject('entries')
  private readonly children = new Set<ChildProcess>()

  /** `folder`: where the person is; a temporary one by default. */
  constructor(readonly folder = mkdtempSync(join(tmpdir(), 'loupe-command-'))) {}

  /** Ends what still runs, as after a test that failed in the middle. */
  remove(): void {
    for (const child of this.children) endFamily(child)
    rmSync(this.folder, { recursive: true, force: true })
  }

  run(...args: string[]): Promise<Finished> {
    return this.start(args).finished
  }

  /** The last record that a command printed; it must succeed. */
  async told<T = Told>(...args: string[]): Promise<T> {
    const { code, records, stderr } = await this.run(...args, '--json')
    const last: Told | undefined = records().at(-1)
    expect({ code, error: last?.error, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, error: undefined, stderr: '' })
    return last as T
  }

  /** What a script sees of a command that must fail: the exit code, the error with its hint, and no stack anywhere. */
  async refused(...args: string[]): Promise<Refused> {
    const { code, records, stderr } = await this.run(...args, '--json')
    const { error } = records().at(-1) as unknown as { error: Omit<Refused, 'exit'> }
    expect({ code, error }).not.toMatchObject({ code: 0 })
    expect(`${JSON.stringify(error)}${stderr}`).not.toMatch(/\bat .*\.(c|m)?[jt]s:\d+/)
    return { exit: code, ...error }
  }

  /** `detached` puts it into a process group of its own, as a shell does. */
  start(args: string[], options: { detached?: boolean } = {}): Started {
    const child = spawn(process.execPath, [join(this.entries, 'cli.cjs'), ...args], {
      // As npm does it: the working folder is elsewhere, and LOUPE_CWD says where the person is.
      cwd: this.entries,
      env: { ...process.env, LOUPE_CWD: this.folder, LOUPE_USER_DATA: join(this.folder, 'user'), LOUPE_CHECK_RESULTS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: options.detached ?? false
    })
    this.children.add(child)
    child.on('exit', () => this.children.delete(child))
    const lines = createInterface({ input: child.stdout })
    let stderr = ''
    const seen: string[] = []
    child.stderr.on('data', (data) => {
      stderr += data
    })
    lines.on('line', (line) => seen.push(line))
    const finished = new Promise<Finished>((resolve) =>
      child.on('close', (code) =>
        resolve({ code, stdout: seen.join('\n'), stderr, records: () => seen.map((line) => JSON.parse(line)) })
      )
    )
    const line: Started['line'] = (fits) =>
      new Promise((found) => {
        const check = (text: string) => {
          const record = JSON.parse(text)
          if (fits(record)) found(record)
        }
        for (const text of seen) check(text)
        lines.on('line', check)
      })
    return { child, finished, line }
  }
}

/** With its job processes: where it leads a process group, all of that; they end by themselves where it does not. */
function endFamily(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
