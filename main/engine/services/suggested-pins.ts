/**
 * Features of a run that may be worth pinning, by how often they fire: over all rows where the run was analyzed, else over the
 * window of steps that its latest checkpoint remembers.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PinSuggestion } from '../../../contract/records/pin'
import type { ProjectStore } from '../../store/project-store'
import { openTensors } from '../jobs/entries/tensor-files'

/** Features of each reason. */
const most = 4

export function suggestedPins(store: ProjectStore, run: string): PinSuggestion[] {
  store.runs.get(run)
  const densities = store.features.analysis(run) ? store.features.columns(run).density : densitiesOfCheckpoint(store, run)
  return densities ? suggestions(densities, new Set(store.pins.list(run).map(({ feature }) => feature))) : []
}

/** `densities` [dSae]; those that are `pinned` are left out, and no feature is named twice. */
export function suggestions(densities: ArrayLike<number>, pinned: ReadonlySet<number>): PinSuggestion[] {
  const byDensity = Array.from({ length: densities.length }, (_, feature) => feature)
    .filter((feature) => densities[feature] > 0 && !pinned.has(feature))
    .sort((a, b) => densities[b] - densities[a] || a - b)
  const middle = Math.max(0, Math.floor((byDensity.length - most) / 2))
  const parts: [PinSuggestion['reason'], number[]][] = [
    ['densest', byDensity.slice(0, most)],
    ['middle', byDensity.slice(middle, middle + most)],
    ['rarest', byDensity.slice(-most).reverse()]
  ]
  const named = new Set<number>()
  return parts.flatMap(([reason, features]) =>
    features
      .filter((feature) => !named.has(feature) && named.add(feature))
      .map((feature) => ({ feature, reason, density: densities[feature] }))
  )
}

/** From the density window in a training's state: density.fired [parts, dSae] of density.rows [parts]. */
function densitiesOfCheckpoint(store: ProjectStore, run: string): Float64Array | undefined {
  const latest = store.checkpoints.latest(run)
  const path = latest && join(store.layout.checkpointFolder(run, latest.step), 'state.safetensors')
  if (!path || !existsSync(path)) return undefined
  const { 'density.fired': fired, 'density.rows': rows } = openTensors(path).tensors
  if (!fired || !rows) return undefined
  const [parts, dSae] = fired.shape
  const { data } = fired
  const total = rows.data.reduce((sum, part) => sum + part, 0)
  const densities = new Float64Array(dSae)
  for (let part = 0; part < parts; part += 1)
    for (let feature = 0; feature < dSae; feature += 1) densities[feature] += data[part * dSae + feature] / Math.max(1, total)
  return densities
}
