/**
 * A second Loupe at a project, in a process of its own with an engine of its own: opens the project (or joins the one that has it),
 * edits labels many at a time, and says which edits were answered. Started and killed by two-clients.test.ts.
 */
import { createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'

/** Edits under way at a time. */
const together = 20

const [userData, folder, run, from, count, features] = process.argv.slice(2)

async function edit(): Promise<void> {
  const places = { ...placesAround(userData), userData }
  const engine = createEngine({ places, spawner: nodeProcesses({ entries: userData }), author: 'child' })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  const client = createClient(own)
  const { id, joined = false } = await client.call('projects.open', { folder })
  process.stdout.write(`${joined ? 'joined' : 'opened'}\n`)
  let next = Number(from)
  const end = next + Number(count)
  const work = async () => {
    while (next < end) {
      const number = next++
      const change = { label: `child ${number}` }
      await client.call('labels.edit', { project: id, run, feature: number % Number(features), change })
      process.stdout.write(`${number}\n`)
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  await engine.close()
}

edit()
