/**
 * The engine as a plain Node child, for an Electron whose own Node is too old for the store.
 * Its IPC channel carries the messages of all windows; the shell passes them on without looking inside.
 */
import { fork } from 'node:child_process'
import type { MessagePortMain } from 'electron'
import { ShellAnswer, type ShellMessage } from '../../../contract/wire/relay'
import type { EngineLink } from './engine-link'
import { exactCopy } from './exact-copy'

export function startChildEngine(entry: string, node: string, env: Record<string, string>): EngineLink {
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: undefined }
  })
  const ports = new Map<number, MessagePortMain>()
  const exitListeners: ((code: number | null) => void)[] = []
  let nextPort = 1
  let gone = false

  const send = (message: ShellMessage): void => {
    if (!gone && child.connected) child.send(message)
  }
  const close = (id: number): void => {
    const port = ports.get(id)
    ports.delete(id)
    port?.close()
  }

  child.on('message', (raw) => {
    const answer = ShellAnswer.safeParse(raw)
    if (!answer.success) return
    if (answer.data.kind === 'message') ports.get(answer.data.port)?.postMessage(exactCopy(answer.data.message))
    if (answer.data.kind === 'close') close(answer.data.port)
  })
  child.once('exit', (code) => {
    gone = true
    for (const id of [...ports.keys()]) close(id)
    for (const listener of exitListeners) listener(code)
  })

  return {
    connect(port) {
      const id = nextPort++
      ports.set(id, port)
      send({ kind: 'open', port: id })
      port.on('message', (event) => send({ kind: 'message', port: id, message: event.data }))
      port.on('close', () => {
        if (ports.delete(id)) send({ kind: 'close', port: id })
      })
      port.start()
    },
    grant: (paths) => send({ kind: 'grant', paths }),
    tell: (kind) => send({ kind }),
    giveModelKey: (given) => send({ kind: 'model-key', given }),
    end(withinMs) {
      if (gone) return Promise.resolve()
      const exited = new Promise<void>((resolve) => exitListeners.push(() => resolve()))
      send({ kind: 'end' })
      const force = setTimeout(() => child.kill('SIGKILL'), withinMs)
      return exited.finally(() => clearTimeout(force))
    },
    onExit: (listener) => exitListeners.push(listener)
  }
}
