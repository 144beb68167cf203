/**
 * A WebSocket as transport (browser mode): each message is one binary frame, laid out by the contract's codec.
 * A frame that is not a message ends the connection; how large a frame may be is the server's setting.
 */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { bytesFromValue, valueFromBytes } from '../../../contract/wire/codec'
import type { Port } from '../../../contract/wire/port'
import { Inbox } from './inbox'

const invalidData = 1007
const normalEnd = 1000

export function portOfWebSocket<Out, In>(socket: WebSocket): Port<Out, In> {
  const inbox = new Inbox<In>()
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? parsed(data as Buffer) : undefined
    if (message === undefined) socket.close(invalidData, 'not a message')
    else inbox.take(message as In)
  })
  socket.on('close', () => inbox.close())
  // Without a listener an oversize frame would end the process; 'close' follows by itself.
  socket.on('error', () => undefined)
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(bytesFromValue(message))
    },
    listen: (onMessage, onClose) => inbox.listen(onMessage, onClose),
    close() {
      socket.close(normalEnd)
      inbox.close()
    }
  }
}

/** Answers who asked for a socket and may not have one. */
export function refuseSocket(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
}

function parsed(data: Buffer): unknown {
  try {
    return valueFromBytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  } catch {
    return undefined
  }
}
