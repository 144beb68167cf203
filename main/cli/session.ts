/**
 * One command: an engine in this process, a client of it, and an orderly end, also on Ctrl+C.
 * Commands only speak the contract; whatever they throw becomes an error record and an exit code.
 */
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { errorRecordFrom, LoupeError } from '../../contract/wire/errors'
import { anyPath } from '../engine/connections/policy'
import type { Engine } from '../engine/engine'
import type { Places } from '../engine/places'
import { startEngine } from '../engine/start-engine'
import { portPair } from '../engine/transports/in-process'
import type { Output } from './output'

export interface Session {
  readonly client: Client
  readonly out: Output
  readonly engine: Engine
  readonly places: Places
  /** Aborted by Ctrl+C: pass it to calls, and end. */
  readonly signal: AbortSignal
}

/** Ctrl+C reaches the whole group, and npm and the start script pass it on: what comes this soon after it is the same one. */
const sameSignalMs = 1_000

/** What a command gives: nothing, or the exit code when it is not 0. */
type Command = (session: Session) => Promise<number | undefined>

/** Runs a command to its end; gives the exit code. */
export async function runSession(entries: string, out: Output, command: Command): Promise<number> {
  const { engine, places } = startEngine({ entries })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  const client = createClient(own)
  const interrupt = new AbortController()
  let interruptedAt = Number.NEGATIVE_INFINITY
  const onSignal = () => {
    if (performance.now() - interruptedAt < sameSignalMs) return
    if (interrupt.signal.aborted) process.exit(1)
    interruptedAt = performance.now()
    interrupt.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  try {
    return (await command({ client, out, engine, places, signal: interrupt.signal })) ?? 0
  } catch (thrown) {
    return report(out, thrown)
  } finally {
    await leaveToOthers(engine, out, interrupt.signal)
    await engine.close().catch((error) => engine.log.defect(error))
  }
}

const lookEveryMs = 250

/** What is still under way was begun by another Loupe that joined the project through this command: its end would cut it off. */
async function leaveToOthers(engine: Engine, out: Output, signal: AbortSignal): Promise<void> {
  const titles = engine.forOthers().map(({ title }) => title)
  if (titles.length > 0 && !signal.aborted)
    out.say(
      `Another Loupe works through this command (${titles.join(', ')}) and is waited for. Ctrl+C cuts it off, with a checkpoint.`
    )
  while (engine.forOthers().length > 0 && !signal.aborted) await new Promise((done) => setTimeout(done, lookEveryMs))
}

/** Says what went wrong; gives the exit code: 2 for wrong usage, else 1. */
export function report(out: Output, thrown: unknown): number {
  const found = errorRecordFrom(thrown)
  const error = found.code === 'usage' ? { hint: 'See: loupe --help', ...found } : found
  const isDefect = error.code === 'internal' && !(thrown instanceof LoupeError)
  out.error(isDefect ? { ...error, message: `Something went wrong inside Loupe: ${error.message.split('\n')[0]}` } : error)
  return error.code === 'usage' ? 2 : 1
}
