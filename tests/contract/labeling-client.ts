/**
 * A second client of an engine, in a process of its own: edits labels over a WebSocket, many at a time, and says which edits the
 * engine has answered. Started and killed by two-clients.test.ts.
 */
import { WebSocket } from 'ws'
import { createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { portOfWebSocket } from '../../main/engine/transports/web-socket'

/** Edits under way at a time. */
const together = 20

const [address, folder, run, from, count, features] = process.argv.slice(2)

async function edit(): Promise<void> {
  const { origin, host } = new URL(address)
  const visit = await fetch(address, { redirect: 'manual' })
  const cookie = visit.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(`ws://${host}/engine`, { headers: { cookie, origin } })
  await new Promise((done, failed) => socket.once('open', done).once('error', failed))
  const client = createClient(portOfWebSocket<ClientMessage, EngineMessage>(socket))
  const { id } = await client.call('projects.open', { folder })
  let next = Number(from)
  const end = next + Number(count)
  const work = async () => {
    while (next < end) {
      const number = next++
      const change = { label: `child ${number}` }
      await client.call('labels.edit', { project: id, run, feature: number % Number(features), change, author: 'child' })
      process.stdout.write(`${number}\n`)
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  socket.close()
}

edit()
