/** Which architecture a configuration means, and by which path it is computed here. One line per architecture. */
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { isNative } from '../backend/library'
import type { Dictionary } from '../dictionary'
import type { Definition, Path } from './architecture'
import { automaticPath } from './automatic'
import { reluL1Definition } from './relu-l1'
import { reluL1DirectPath } from './relu-l1-direct'
import { type TopKSettings, topkDefinition } from './topk'
import { topkSparsePath } from './topk-sparse'

/** The plain form of the architecture, on any backend. */
export function definitionFor(config: RunConfig): Definition {
  switch (config.architecture) {
    case 'topk':
      return topkDefinition(topkSettings(config))
    case 'relu-l1':
      return reluL1Definition
  }
}

/** The fastest path there is on the backend in use. */
export function pathFor(config: RunConfig): Path {
  switch (config.architecture) {
    case 'topk':
      return isNative() ? topkSparsePath(topkSettings(config)) : automaticPath(definitionFor(config))
    case 'relu-l1':
      return reluL1DirectPath
  }
}

/** What the trained dictionary is in SAELens's terms. */
export function exportedKind(config: RunConfig): { architecture: Dictionary['architecture']; k?: number } {
  return config.architecture === 'topk' ? { architecture: 'topk', k: topkSettings(config).k } : { architecture: 'standard' }
}

function topkSettings({ k, auxK, auxCoefficient, dSae }: RunConfig): TopKSettings {
  if (k === undefined || k < 1 || k > dSae) {
    throw new LoupeError('config', `k is ${k}, but has to lie between 1 and the ${dSae} features.`, { place: 'k' })
  }
  return { k, auxK: Math.min(auxK ?? 0, dSae), auxCoefficient: auxK ? (auxCoefficient ?? 0) : 0 }
}
