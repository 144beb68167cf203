/** A connection to another Loupe's engine through its door: a client of the contract, and the paths that it may name there. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { type Client, createClient } from '../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import type { ConnectionPolicy } from '../connections/policy'
import { portOfWebSocket } from '../transports/web-socket'
import { keyHeader, largestMessage } from './door'
import type { DoorRecord } from './door-record'
import { grantTeller } from './grants'

export interface Link {
  readonly client: Client
  /** Tells the other side of paths that were granted meanwhile; to be called before each call. */
  tellGrants(): void
}

/** A busy engine may take a while to answer; one that is gone refuses at once. */
const patienceMs = 10_000

/** Rejects when nobody answers, or not to this key. */
export async function reachDoor({ address, key }: DoorRecord, policy: ConnectionPolicy): Promise<Link> {
  const socket = new WebSocket('ws://loupe/join', {
    createConnection: () => connect(address),
    headers: { authorization: keyHeader(key) },
    handshakeTimeout: patienceMs,
    maxPayload: largestMessage,
    perMessageDeflate: false
  })
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  const port = portOfWebSocket<ClientMessage, EngineMessage>(socket)
  return { client: createClient(port), tellGrants: grantTeller(port, policy) }
}
