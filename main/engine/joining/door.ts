/**
 * The door of an engine: a Unix domain socket (a named pipe on Windows) in the user's own runtime folder, through which other
 * Loupes of the same user join the projects that this engine has open. Nothing of it is on a network. Who comes must have the key
 * that lies in the runtime folder; what comes through is the contract, as over every other transport.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import type { Port } from '../../../contract/wire/port'
import { version } from '../../../package.json'
import type { ConnectionPolicy } from '../connections/policy'
import { isKey } from '../serve/access'
import { portOfWebSocket, refuseSocket } from '../transports/web-socket'
import { leaveRecord, ownContract, takeRecordBack } from './door-record'
import { behindGrants } from './grants'
import { makeRuntimeFolder } from './runtime-folder'

/** Labels of a whole dictionary in one call. */
export const largestMessage = 1024 * 1024 * 1024

type Attach = (port: Port<EngineMessage, ClientMessage>, policy: ConnectionPolicy) => void

interface OpenDoor {
  server: Server
  sockets: WebSocketServer
  address: string
  key: string
}

export class Door {
  private opening: Promise<OpenDoor> | undefined
  private readonly offered = new Set<string>()

  /** `attach` takes whoever comes in. */
  constructor(
    private readonly runtime: string,
    private readonly attach: Attach,
    private readonly onProblem: (error: unknown) => void
  ) {}

  /** Others may join this project from now on. Where no door can be made they can not, and nothing else changes. */
  async offer(project: string): Promise<void> {
    try {
      this.opening ??= openDoor(this.runtime, this.attach)
      const { address, key } = await this.opening
      leaveRecord(this.runtime, project, { pid: process.pid, version, contract: ownContract, address, key })
      this.offered.add(project)
    } catch (error) {
      this.opening = undefined
      this.onProblem(error)
    }
  }

  withdraw(project: string): void {
    if (this.offered.delete(project)) takeRecordBack(this.runtime, project)
  }

  async close(): Promise<void> {
    for (const project of [...this.offered]) this.withdraw(project)
    const door = await this.opening?.catch(() => undefined)
    this.opening = undefined
    if (!door) return
    for (const socket of door.sockets.clients) socket.terminate()
    door.server.closeAllConnections()
    await new Promise((done) => door.server.close(done))
  }
}

async function openDoor(runtime: string, attach: Attach): Promise<OpenDoor> {
  makeRuntimeFolder(runtime)
  removeDead(runtime)
  const key = randomBytes(32).toString('base64url')
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\loupe-${name}` : join(runtime, `${name}.sock`)
  const server = createServer((_request, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    if (!isKey(bearer(request), key)) return refuseSocket(socket)
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const { port, policy } = behindGrants(portOfWebSocket<EngineMessage, ClientMessage>(opened))
      attach(port, policy)
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(address, done)
  })
  if (process.platform !== 'win32') chmodSync(address, 0o600)
  // A door alone is no reason to go on running.
  server.unref()
  return { server, sockets, address, key }
}

export const keyHeader = (key: string): string => `Bearer ${key}`

function bearer({ headers }: IncomingMessage): string {
  return /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? ''
}

/** Sockets of processes that were killed. */
function removeDead(runtime: string): void {
  for (const name of readdirSync(runtime)) {
    const pid = Number(/^(\d+)-[0-9a-f]+\.sock$/.exec(name)?.[1])
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) rmSync(join(runtime, name), { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
