/**
 * The two ways a renderer reaches the engine, as ports of the contract: the MessagePort that the preload hands over,
 * and a WebSocket on the page's own origin in browser mode.
 */
import { bytesFromValue, valueFromBytes } from '../../../contract/wire/codec'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import type { Port } from '../../../contract/wire/port'

export type EnginePort = Port<ClientMessage, EngineMessage>

/** What the preload posts to the page: a fresh port, or the news that the engine behind the last one is gone. */
type PreloadMessage = { kind: 'loupe-port' } | { kind: 'loupe-engine-gone' }

/** Calls back with each port the preload hands over (a restarted engine brings a new one). */
export function listenForPorts(onPort: (port: EnginePort) => void): void {
  let close: (() => void) | undefined
  window.addEventListener('message', (event: MessageEvent<PreloadMessage>) => {
    if (event.source !== window) return
    if (event.data?.kind === 'loupe-engine-gone') close?.()
    if (event.data?.kind !== 'loupe-port' || !event.ports[0]) return
    close?.()
    const opened = portFromMessagePort(event.ports[0])
    close = opened.disconnect
    onPort(opened.port)
  })
}

function portFromMessagePort(messagePort: MessagePort): { port: EnginePort; disconnect: () => void } {
  let onGone: () => void = () => undefined
  const disconnect = () => onGone()
  const port: EnginePort = {
    post: (message) => messagePort.postMessage(message),
    listen(onMessage, onClose) {
      onGone = onClose
      messagePort.onmessage = (event: MessageEvent<EngineMessage>) => onMessage(event.data)
      messagePort.addEventListener('close', onClose)
      messagePort.start()
    },
    close: () => messagePort.close()
  }
  return { port, disconnect }
}

/** Resolves once the socket is open; rejects when it can not be opened. */
export function openSocket(url: string): Promise<EnginePort> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    socket.onerror = () => reject(new Error(`no engine at ${url}`))
    socket.onclose = () => reject(new Error(`no engine at ${url}`))
    socket.onopen = () => resolve(portFromSocket(socket))
  })
}

function portFromSocket(socket: WebSocket): EnginePort {
  return {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytesFromValue(message))
    },
    listen(onMessage, onClose) {
      socket.onmessage = (event: MessageEvent<ArrayBuffer>) =>
        onMessage(valueFromBytes(new Uint8Array(event.data)) as EngineMessage)
      socket.onclose = () => onClose()
      socket.onerror = null
    },
    close: () => socket.close()
  }
}
