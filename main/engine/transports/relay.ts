/**
 * Many connections over one channel to the shell: windows' ports as the shell relays them to an engine
 * that is its plain Node child. What a window may name is the policy's matter; what else the shell says is the caller's.
 */
import type { Port } from '../../../contract/wire/port'
import type { ShellAnswer, ShellMessage } from '../../../contract/wire/relay'
import { Inbox } from './inbox'

/** The relayed connections; `take` says whether a message was about one of them. */
export interface RelayedPorts {
  take(message: ShellMessage): boolean
  closeAll(): void
}

/** `onOpen` gets a port for each connection that the shell announces. */
export function relayedPorts<Out, In>(post: (answer: ShellAnswer) => void, onOpen: (port: Port<Out, In>) => void): RelayedPorts {
  const inboxes = new Map<number, Inbox<In>>()

  const close = (number: number): void => {
    const inbox = inboxes.get(number)
    inboxes.delete(number)
    inbox?.close()
  }

  const open = (number: number): void => {
    if (inboxes.has(number)) return
    const inbox = new Inbox<In>()
    inboxes.set(number, inbox)
    onOpen({
      post: (message) => inboxes.has(number) && post({ kind: 'message', port: number, message }),
      listen: (onMessage, onClose) => inbox.listen(onMessage, onClose),
      close() {
        if (inboxes.has(number)) post({ kind: 'close', port: number })
        close(number)
      }
    })
  }

  return {
    take(message) {
      if (message.kind === 'open') open(message.port)
      else if (message.kind === 'message') inboxes.get(message.port)?.take(message.message as In)
      else if (message.kind === 'close') close(message.port)
      else return false
      return true
    },
    closeAll() {
      for (const number of [...inboxes.keys()]) close(number)
    }
  }
}
