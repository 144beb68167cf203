/** How a job process reaches the engine: Node's IPC channel, or the parent port of an Electron utility process. */

export interface Channel {
  post(message: unknown): void
  /** Posts and ends the process once the message is out. */
  end(message: unknown): void
  listen(onMessage: (message: unknown) => void, onLost: () => void): void
}

/** Electron's channel of a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

export function openChannel(): Channel {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  return parentPort ? utilityChannel(parentPort) : childChannel()
}

function childChannel(): Channel {
  // Ctrl+C, a closed terminal and a shutdown reach every process of the group; what becomes of the job is the engine's decision.
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => undefined)
  const post = (message: unknown, then?: () => void) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => then?.())
    else then?.()
  }
  return {
    post: (message) => post(message),
    end: (message) => post(message, () => process.exit(0)),
    listen(onMessage, onLost) {
      process.on('message', onMessage)
      process.on('disconnect', onLost)
    }
  }
}

/** A utility process ends when its parent does; after its last words it waits for the parent to end it. */
function utilityChannel(port: ParentPort): Channel {
  return {
    post: (message) => port.postMessage(message),
    end: (message) => port.postMessage(message),
    listen: (onMessage) => void port.on('message', (event) => onMessage(event.data))
  }
}
