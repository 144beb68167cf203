/** Which architecture a configuration means, and by which path it is computed here. One line per architecture. */
import type { Architecture as Name, RunConfig } from '../../../contract/records/run'
import { isNative } from '../backend/library'
import type { Architecture, MakeArchitecture, Path } from './architecture'
import { automaticPath } from './automatic'
import { batchTopk } from './batchtopk'
import { gated } from './gated'
import { jumprelu } from './jumprelu'
import { kl } from './kl'
import { matryoshka } from './matryoshka'
import { pAnneal } from './p-anneal'
import { reluL1 } from './relu-l1'
import { reluL1Of2023 } from './relu-l1-2023'
import type { Shape } from './shape'
import { topk } from './topk'

const architectures: Record<Name, MakeArchitecture> = {
  topk,
  batchtopk: batchTopk,
  matryoshka,
  jumprelu,
  gated,
  'relu-l1': reluL1,
  'relu-l1-2023': reluL1Of2023,
  kl,
  'p-anneal': pAnneal
}

/** Throws config. */
export function architectureFor(config: RunConfig, shape: Shape): Architecture {
  return architectures[config.architecture](config, shape)
}

/** The fastest path there is on the backend in use. */
export function fastestPath(architecture: Architecture): Path {
  if (architecture.nativePath && isNative()) return architecture.nativePath()
  return architecture.path?.() ?? definitionPath(architecture)
}

/** The plain form with automatic gradients, on any backend. */
export function definitionPath({ definition, inference }: Architecture): Path {
  return automaticPath(definition, inference)
}
