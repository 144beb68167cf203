/**
 * Message ports as transport: those of Node's worker_threads and those that Electron hands to a utility process.
 * They differ in how a message is delivered, and in nothing else that matters here.
 */
import type { MessagePort } from 'node:worker_threads'
import type { Port } from '../../../contract/wire/port'
import { withExactArrays } from './exact-arrays'
import { Inbox } from './inbox'

/** What is used of Electron's MessagePortMain. */
export interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  postMessage(message: unknown): void
  close(): void
}

export function portOfMessagePort<Out, In>(port: MessagePort): Port<Out, In> {
  const inbox = new Inbox<In>()
  port.on('message', (message) => inbox.take(message))
  port.on('messageerror', () => port.close())
  port.on('close', () => inbox.close())
  return portOver(inbox, port)
}

export function portOfElectronPort<Out, In>(port: ElectronPort): Port<Out, In> {
  const inbox = new Inbox<In>()
  port.on('message', (event) => inbox.take(event.data as In))
  port.on('close', () => inbox.close())
  port.start()
  return portOver(inbox, port)
}

function portOver<Out, In>(inbox: Inbox<In>, port: { postMessage(message: unknown): void; close(): void }): Port<Out, In> {
  return {
    post: (message) => port.postMessage(withExactArrays(message)),
    listen: (onMessage, onClose) => inbox.listen(onMessage, onClose),
    close() {
      port.close()
      inbox.close()
    }
  }
}
