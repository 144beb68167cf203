/** Every architecture that a run can have, each with a small configuration that works. */
import type { RunConfig } from '../../../../contract/records/run'
import { Architecture } from '../../../../contract/records/run'
import { smallConfig } from './made'

const unitDecoders: Architecture[] = ['relu-l1-2023', 'kl', 'p-anneal']

/** 20 features; what an architecture has of its own beside what `smallConfig` has. */
const own: Partial<Record<Architecture, Partial<RunConfig>>> = {
  matryoshka: { prefixes: [5, 20] },
  jumprelu: { jumpLoss: 'l0', bandwidth: 0.1, initialThreshold: 0.05 },
  kl: { targetRate: 0.1 },
  'p-anneal': { finalP: 0.5 }
}

export function configOf(architecture: Architecture, given: Partial<RunConfig> = {}): RunConfig {
  const unitNormDecoder = unitDecoders.includes(architecture)
  return smallConfig({ architecture, dSae: 20, k: 5, unitNormDecoder, ...own[architecture], ...given })
}

export const everyArchitecture: Architecture[] = [...Architecture.options]
