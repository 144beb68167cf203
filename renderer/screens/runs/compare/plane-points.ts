/** Runs as dots of the plane, with the trail of their validations. Pure. */
import type { Run } from '../../../../contract/records/run'
import type { SeriesBuffer } from '../../../widgets/line-series/series-buffer'
import type { PlanePoint, PlaneTrail } from '../../../widgets/plane-chart/types'

/** Dots of the runs that were validated; those that are not drawn are grey. */
export function planePoints(runs: readonly Run[], isDrawn: (run: Run) => boolean): PlanePoint[] {
  const targets = [...new Set(runs.map(targetOf))]
  return runs.flatMap((run) => {
    const { l0, explained_variance: explained } = run.validation ?? {}
    if (l0 === undefined || explained === undefined || !(l0 > 0) || !Number.isFinite(explained)) return []
    const edge = targets.length > 1 ? `Pareto edge, ${targetOf(run)}` : 'Pareto edge'
    const slot = isDrawn(run) ? run.slot : null
    return [{ id: run.id, name: run.name, x: l0, y: explained, slot, form: formOf(run), edge }]
  })
}

/** Where a run stood at each of its validations. */
export function trailOf(run: Run, validation: SeriesBuffer): PlaneTrail | undefined {
  const l0 = validation.values('l0')
  const explained = validation.values('explained_variance')
  if (!l0 || !explained || l0.length < 2) return undefined
  const points = new Float64Array(2 * l0.length)
  for (let i = 0; i < l0.length; i++) points.set([l0[i], explained[i]], 2 * i)
  return { id: run.id, slot: run.slot, points }
}

/** What a run reconstructs: runs that reconstruct something else are no better and no worse. */
export function targetOf({ config }: Run): string {
  const targets = { sae: 'autoencoders', transcoder: 'transcoders', 'skip-transcoder': 'transcoders', crosscoder: 'crosscoders' }
  return targets[config.kind ?? 'sae']
}

function formOf({ config }: Run): PlanePoint['form'] {
  if (config.kind === 'crosscoder') return 'square'
  return config.kind === 'transcoder' || config.kind === 'skip-transcoder' ? 'diamond' : 'circle'
}
