/**
 * Which paths may be named by those who come through a door: what the joining engine grants its own caller, told beside the calls.
 * A window of the joining Loupe may thus name no more here than it may there; its command line anything.
 */
import { z } from 'zod'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import type { Port } from '../../../contract/wire/port'
import { anyPath, type ConnectionPolicy, grantedPaths } from '../connections/policy'

const Grant = z.object({ kind: z.literal('grant'), paths: z.union([z.literal('any'), z.array(z.string().max(4096))]) })
type Grant = z.infer<typeof Grant>

/** The engine's side: a port that keeps grants to itself, and the policy that they make. */
export function behindGrants(port: Port<EngineMessage, ClientMessage>): {
  port: Port<EngineMessage, ClientMessage>
  policy: ConnectionPolicy
} {
  let policy = grantedPaths()
  const take = (paths: Grant['paths']): void => {
    if (paths === 'any') policy = anyPath
    else for (const path of paths) policy.grant(path)
  }
  return {
    port: {
      ...port,
      listen: (onMessage, onClose) =>
        port.listen((message) => {
          const grant = Grant.safeParse(message)
          if (grant.success) take(grant.data.paths)
          else onMessage(message)
        }, onClose)
    },
    policy: {
      check: (path) => policy.check(path),
      grant: (path) => policy.grant(path),
      granted: () => policy.granted()
    }
  }
}

/** The joining side: tells what was granted since the last time. */
export function grantTeller(port: Port<ClientMessage, EngineMessage>, policy: ConnectionPolicy): () => void {
  let told = 0
  const tell = (paths: Grant['paths']) => port.post({ kind: 'grant', paths } satisfies Grant as never)
  return () => {
    const granted = policy.granted()
    if (granted === 'any') {
      if (told === 0) tell('any')
      told = 1
    } else if (granted.length > told) {
      tell(granted.slice(told))
      told = granted.length
    }
  }
}
