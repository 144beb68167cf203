/**
 * The connection to the engine: one contract client at a time, its state, and how it comes back after the engine went away.
 * Calls from components go through queries.ts; `client()` is for the rest.
 */
import { create } from 'zustand'
import type { Client } from '../../../contract/wire/client'
import { createClient } from '../../../contract/wire/client'
import { LoupeError } from '../../../contract/wire/errors'
import { isElectron } from '../host'
import { type EnginePort, listenForPorts, openSocket } from './engine-port'
import { named } from './named-calls'

export interface Connection {
  state: 'connecting' | 'open' | 'closed'
  client: Client | null
  /** Connections made so far; a number over 1 means that the engine was away. */
  generation: number
}

export const useConnection = create<Connection>()(() => ({ state: 'connecting', client: null, generation: 0 }))

/** The client of the open connection; a client that rejects everything with `disconnected` when there is none. */
export function client(): Client {
  return useConnection.getState().client ?? absentClient
}

/** The same for components: a new connection gives a new client. */
export function useClient(): Client {
  return useConnection((connection) => connection.client) ?? absentClient
}

/** Starts connecting; called once by main.tsx. */
export function connect(): void {
  if (isElectron()) listenForPorts(adopt)
  else void connectSocket(0)
}

/** Tries again at once instead of waiting for the next try. */
export function reconnectNow(): void {
  if (isElectron()) window.location.reload()
  else if (useConnection.getState().state === 'closed') void connectSocket(0)
}

function adopt(port: EnginePort): void {
  const opened = named(createClient(port))
  useConnection.setState((old) => ({ state: 'open', client: opened, generation: old.generation + 1 }))
  opened.onClose(() => {
    if (useConnection.getState().client !== opened) return
    useConnection.setState({ state: 'closed', client: null })
    if (!isElectron()) void connectSocket(1)
  })
}

let attempt = 0

async function connectSocket(tries: number): Promise<void> {
  const mine = ++attempt
  if (tries > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** (tries - 1), 8_000)))
  if (mine !== attempt) return
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
  try {
    adopt(await openSocket(`${scheme}://${window.location.host}/engine`))
  } catch {
    if (mine !== attempt) return
    useConnection.setState({ state: 'closed', client: null })
    void connectSocket(tries + 1)
  }
}

const absentClient: Client = {
  call: () => Promise.reject(new LoupeError('disconnected', 'The connection to the engine is closed')),
  on: () => () => undefined,
  onClose: () => () => undefined,
  close: () => undefined
}
