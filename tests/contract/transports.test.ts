/** The cases of a connection over each transport, with a real engine behind it. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import type { Port } from '../../contract/wire/port'
import type { ShellAnswer } from '../../contract/wire/relay'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { type BrowserServer, serveBrowser } from '../../main/engine/serve/server'
import { portPair } from '../../main/engine/transports/in-process'
import { Inbox } from '../../main/engine/transports/inbox'
import { portOfMessagePort } from '../../main/engine/transports/message-port'
import { portOfWebSocket } from '../../main/engine/transports/web-socket'
import { type Connected, connectionCases } from './cases'

const checkout = resolve(import.meta.dirname, '../..')

type ClientPort = Port<ClientMessage, EngineMessage>

const entries = inject('entries')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-contract-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function newEngine(): Engine {
  const places = { ...placesAround(entries), userData: join(folder, 'user') }
  return createEngine({ places, spawner: nodeProcesses({ entries }), author: 'test', checkResults: true })
}

/** Runs the cases with an engine of this process; `open` makes a client's port. */
function withOwnEngine(open: (engine: Engine) => Promise<ClientPort>): void {
  let engine: Engine
  beforeEach(() => {
    engine = newEngine()
  })
  afterEach(() => engine.close())
  connectionCases((): Connected => ({ connect: () => open(engine), cut: () => engine.close(), folder }))
}

describe('in-process', () => {
  withOwnEngine(async (engine) => {
    const [client, other] = portPair<ClientMessage, EngineMessage>()
    engine.attach(other, anyPath)
    return client
  })
})

describe('MessagePort', () => {
  withOwnEngine(async (engine) => {
    const { port1, port2 } = new MessageChannel()
    engine.attach(portOfMessagePort(port1), anyPath)
    return portOfMessagePort(port2)
  })
})

describe('WebSocket of the browser mode', () => {
  let engine: Engine
  let server: BrowserServer
  beforeEach(async () => {
    engine = newEngine()
    const page = join(folder, 'page')
    mkdirSync(page)
    server = await serveBrowser({ engine, page, port: 0 })
  })
  afterEach(async () => {
    await server.close()
    await engine.close()
  })

  const connect = async (): Promise<ClientPort> => {
    const visit = await fetch(server.address, { redirect: 'manual' })
    const cookie = visit.headers.get('set-cookie')?.split(';')[0] ?? ''
    const origin = `http://127.0.0.1:${server.port}`
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/engine`, { headers: { cookie, origin } })
    await new Promise((done, failed) => socket.once('open', done).once('error', failed))
    return portOfWebSocket(socket)
  }
  connectionCases((): Connected => ({ connect, cut: () => server.close(), folder }))
})

describe('IPC of a plain Node child, relayed by a shell', () => {
  let child: ChildProcess
  let inboxes: Map<number, Inbox<EngineMessage>>
  let nextPort = 0
  beforeEach(async () => {
    inboxes = new Map()
    child = fork(join(entries, 'engine.cjs'), [], {
      serialization: 'advanced',
      execArgv: [],
      env: { ...process.env, LOUPE_USER_DATA: join(folder, 'user'), LOUPE_CHECK_RESULTS: '1' }
    })
    await new Promise<void>((ready) => {
      child.on('message', (answer: ShellAnswer) => {
        if (answer.kind === 'ready') ready()
        else if (answer.kind === 'message') inboxes.get(answer.port)?.take(answer.message as EngineMessage)
        else if (answer.kind === 'close') inboxes.get(answer.port)?.close()
      })
    })
    child.on('exit', () => {
      for (const inbox of inboxes.values()) inbox.close()
    })
    child.send({ kind: 'grant', paths: [folder] })
  }, 20_000)
  afterEach(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise((done) => child.once('exit', done))
    child.send({ kind: 'end' })
    await exited
  })

  const connect = async (): Promise<ClientPort> => {
    const port = nextPort++
    const inbox = new Inbox<EngineMessage>()
    inboxes.set(port, inbox)
    child.send({ kind: 'open', port })
    return {
      post: (message) => child.connected && child.send({ kind: 'message', port, message }),
      listen: (onMessage, onClose) => inbox.listen(onMessage, onClose),
      close: () => child.connected && child.send({ kind: 'close', port })
    }
  }
  connectionCases((): Connected => ({ connect, cut: () => void child.kill('SIGKILL'), folder }))

  it('lets windows name only what the shell granted, what is recent and what the engine suggested', async () => {
    const outside = join(checkout, 'resources', 'samples', 'toy', 'toy-lm.csv')
    const own = createClient(await connect())
    const inspect = () => own.call('datasets.inspect', { files: [{ path: outside }] })
    await expect(inspect()).rejects.toMatchObject({ code: 'denied', place: outside })
    for (const call of [
      own.call('projects.open', { folder: checkout }),
      own.call('projects.create', { folder: join(checkout, 'x.loupe'), name: 'x', activations: { path: outside } }),
      own.call('datasets.preview', { activations: { path: outside }, rows: [0] })
    ])
      await expect(call).rejects.toMatchObject({ code: 'denied' })
    child.send({ kind: 'grant', paths: [outside] })
    expect((await inspect()).valid).toBe(true)
  })

  it.each<[string, () => void]>([
    ['wants it', () => void child.send({ kind: 'end' })],
    ['is gone', () => child.disconnect()]
  ])('ends in order when the shell %s', async (_, end) => {
    const exit = new Promise((done) => child.once('exit', done))
    end()
    expect(await exit).toBe(0)
  })
})
