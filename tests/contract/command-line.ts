/** Runs the built `loupe` command as a person would: a process of its own, in a folder of the test's. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

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
  constructor(
    /** Folder of the built entries. */
    private readonly entries: string,
    readonly folder: string
  ) {}

  run(...args: string[]): Promise<Finished> {
    return this.start(args).finished
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
