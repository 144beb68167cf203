/** Two engines, as of two Loupes of one user, and a project that both want. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '../../../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../../../contract/wire/envelope'
import { anyPath, type ConnectionPolicy } from '../../../../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../../../../main/engine/engine'
import { nodeProcesses } from '../../../../../main/engine/launchers/node-processes'
import { placesAround } from '../../../../../main/engine/places'
import { portPair } from '../../../../../main/engine/transports/in-process'
import { makeProject, temporaryFolder } from '../project-material'

export class TwoEngines {
  readonly parent = temporaryFolder()
  readonly folder = join(this.parent, 'shared.loupe')
  readonly runtime = join(this.parent, 'run', 'loupe')
  private readonly engines: Engine[] = []

  static async make(): Promise<TwoEngines> {
    const own = new TwoEngines()
    mkdirSync(join(own.parent, 'run'))
    await makeProject(own.folder)
    return own
  }

  engine(): Engine {
    const env = { LOUPE_USER_DATA: join(this.parent, `user-${this.engines.length}`), XDG_RUNTIME_DIR: join(this.parent, 'run') }
    const engine = createEngine({
      places: placesAround(this.parent, env),
      spawner: nodeProcesses({ entries: this.parent }),
      author: `person ${this.engines.length}`,
      checkResults: true
    })
    this.engines.push(engine)
    return engine
  }

  async end(): Promise<void> {
    for (const engine of this.engines) await engine.close()
    rmSync(this.parent, { recursive: true, force: true })
  }
}

export function clientOf(engine: Engine, policy: ConnectionPolicy = anyPath): Client {
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, policy)
  return createClient(own)
}
