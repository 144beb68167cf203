/** What every command has in common: --json, a session, an exit code. */
import type { Command } from 'commander'
import { Output } from '../output'
import { runSession, type Session } from '../session'

export interface CommandHost {
  /** Folder of the built entries. */
  entries: string
  /** Set by the command that ran. */
  exitCode: number
}

/** Adds --json and runs `work` in a session; arguments and options come as commander gives them. */
export function addAction<Options extends { json?: boolean }>(
  host: CommandHost,
  command: Command,
  work: (session: Session, options: Options, args: string[]) => Promise<number | undefined>
): void {
  command.option('--json', 'one JSON object on stdout instead of text')
  command.action(async () => {
    const options = command.opts<Options>()
    const out = new Output(options.json === true)
    const args = command.processedArgs.flat().filter((arg) => arg !== undefined) as string[]
    host.exitCode = await runSession(host.entries, out, (session) => work(session, options, args))
  })
}
