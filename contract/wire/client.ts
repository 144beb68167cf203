/**
 * The client side of the contract: typed calls with cancel and progress, typed events.
 * When the port closes, every pending and every later call is rejected with `disconnected`.
 */
import type { Method, Params, Result } from '../calls/index'
import type { EventName, EventPayload } from '../events'
import type { Progress } from '../records/basics'
import { type ClientMessage, type EngineMessage, wireVersion } from './envelope'
import { errorFromRecord, LoupeError } from './errors'
import type { Port } from './port'

export interface CallOptions {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

export interface Client {
  call<M extends Method>(method: M, params: Params<M>, options?: CallOptions): Promise<Result<M>>
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
  onClose(listener: () => void): () => void
  close(): void
}

interface Pending {
  resolve: (value: never) => void
  reject: (error: LoupeError) => void
  onProgress: ((progress: Progress) => void) | undefined
}

export function createClient(port: Port<ClientMessage, EngineMessage>): Client {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const closeListeners = new Set<() => void>()
  let nextId = 0
  let closed = false

  const settle = (id: number): Pending | undefined => {
    const entry = pending.get(id)
    pending.delete(id)
    return entry
  }

  const receive = (message: EngineMessage): void => {
    if (message.kind === 'result') settle(message.id)?.resolve(message.value as never)
    else if (message.kind === 'error') settle(message.id)?.reject(errorFromRecord(message.error))
    else if (message.kind === 'progress') pending.get(message.id)?.onProgress?.(message.progress)
    else {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never)
      port.post({ v: wireVersion, kind: 'ack', sequence: message.sequence })
    }
  }

  const disconnect = (): void => {
    if (closed) return
    closed = true
    for (const entry of pending.values()) entry.reject(disconnected())
    pending.clear()
    for (const listener of closeListeners) listener()
  }

  port.listen(receive, disconnect)

  return {
    call(method, params, options = {}) {
      if (closed) return Promise.reject(disconnected())
      if (options.signal?.aborted) return Promise.reject(cancelled())
      const id = nextId++
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress: options.onProgress })
        options.signal?.addEventListener(
          'abort',
          () => {
            if (pending.has(id)) port.post({ v: wireVersion, kind: 'cancel', id })
          },
          { once: true }
        )
        port.post({ v: wireVersion, kind: 'call', id, method, params })
      })
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener as (payload: never) => void)
      return () => set.delete(listener as (payload: never) => void)
    },
    onClose(listener) {
      closeListeners.add(listener)
      return () => closeListeners.delete(listener)
    },
    close() {
      port.close()
      disconnect()
    }
  }
}

function disconnected(): LoupeError {
  return new LoupeError('disconnected', 'The connection to the engine is closed', {
    hint: 'What was saved is safe. Restart Loupe to go on.'
  })
}

function cancelled(): LoupeError {
  return new LoupeError('cancelled', 'Cancelled')
}
