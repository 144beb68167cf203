/**
 * Entry of the engine process that the shell starts: as an Electron utility process, or as a plain Node child
 * where Electron's own Node is too old for the project store. The shell says who is connected; see contract/wire/relay.ts.
 */
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import type { Port } from '../../contract/wire/port'
import { type ShellAnswer, ShellMessage } from '../../contract/wire/relay'
import { grantedPaths } from './connections/policy'
import type { Engine } from './engine'
import { type ShellProcesses, shellProcesses } from './launchers/shell-processes'
import { startEngine } from './start-engine'
import { type ElectronPort, portOfElectronPort } from './transports/message-port'
import { type RelayedPorts, relayedPorts } from './transports/relay'

/** Electron's end of a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown
}

/** All windows of one shell may name the same paths. */
const paths = grantedPaths()

function serveNodeChild(): void {
  const post = (answer: ShellAnswer) => {
    if (process.connected) process.send?.(answer, undefined, undefined, () => undefined)
  }
  const { engine } = startEngine({ entries: import.meta.dirname, yielding: true })
  const ports = relayedPorts<EngineMessage, ClientMessage>(post, (port) => engine.attach(port, paths))
  process.on('message', (raw) => takeShellMessage(raw, { engine, post, ports }))
  // Ctrl+C and a closed terminal reach the shell as well, which ends the engine in order.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  process.on('disconnect', () => void engine.close().then(() => process.exit(0)))
  watchDefects(engine)
  post({ kind: 'ready', version: engine.version })
}

function serveUtilityProcess(parent: ParentPort): void {
  const post = (answer: ShellAnswer) => parent.postMessage(answer)
  const jobs = shellProcesses(post)
  const { engine } = startEngine({ entries: import.meta.dirname, spawner: jobs })
  parent.on('message', ({ data, ports: [port] }) => {
    if (port) engine.attach(portOfElectronPort(port) as Port<EngineMessage, ClientMessage>, paths)
    else takeShellMessage(data, { engine, post, jobs })
  })
  watchDefects(engine)
  post({ kind: 'ready', version: engine.version })
}

interface Ends {
  engine: Engine
  post: (answer: ShellAnswer) => void
  ports?: RelayedPorts
  jobs?: ShellProcesses
}

function takeShellMessage(raw: unknown, { engine, post, ports, jobs }: Ends): void {
  const parsed = ShellMessage.safeParse(raw)
  if (!parsed.success) return
  const message = parsed.data
  if (ports?.take(message) || jobs?.take(message)) return
  if (message.kind === 'sleep') engine.sleep()
  else if (message.kind === 'wake') engine.wake()
  else if (message.kind === 'model-key') engine.giveModelKey(message.given ?? undefined)
  else if (message.kind === 'grant') for (const path of message.paths) paths.grant(path)
  else if (message.kind === 'end')
    void engine.close().finally(() => {
      post({ kind: 'ended' })
      // The message has to leave first.
      setTimeout(() => process.exit(0), 50)
    })
}

/** A defect must not go unseen; after one that nobody caught the state is not to be trusted, and the shell starts a new engine. */
function watchDefects({ log }: Engine): void {
  const end = (error: unknown) => {
    log.defect(error)
    process.exit(70)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort
if (parentPort) serveUtilityProcess(parentPort)
else serveNodeChild()
