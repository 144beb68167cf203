/** The labels of an export: those of the project, or what one annotator says in place of them. */
import type { Opinion } from '../../../contract/records/annotator'
import type { FeatureRow } from '../../../contract/records/feature'
import type { Label } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import { ownRows } from '../services/own-rows'

/** The annotator; undefined: the labels of the project. */
export type Whose = string | undefined

/** Of all features of the run, in order. */
export function labelsOf(store: ProjectStore, run: Run, whose: Whose): Label[] {
  if (whose === undefined) return store.labels.many(run.id, featuresOf(run))
  return saidOf(store, run, whose).map((said, feature): Label => {
    if (!said) return { run: run.id, feature, label: '', notes: '', tags: [], confidence: null, status: 'pending' }
    const { at: updatedAt, ...fields } = said
    return { run: run.id, ...fields, updatedAt }
  })
}

/** Rows of all features, in order, with these labels; without checks of what somebody else says. None without an analysis. */
export function rowsOf(store: ProjectStore, run: Run, whose: Whose): FeatureRow[] {
  if (!store.features.analysis(run.id)) return []
  const rows = store.features.rows(run.id, featuresOf(run))
  return whose === undefined ? rows : ownRows(rows, saidOf(store, run, whose))
}

/** Of all features, in order; read at once, since one after the other takes its time. */
function saidOf(store: ProjectStore, run: Run, whose: string): (Opinion | undefined)[] {
  const said = new Map(store.opinions.of(run.id, whose).map((opinion) => [opinion.feature, opinion]))
  return featuresOf(run).map((feature) => said.get(feature))
}

/** Undefined where there is no filter. Throws usage for one of a run without an analysis. */
export function matchingFeatures(store: ProjectStore, run: Run, whose: Whose, filter = ''): Set<number> | undefined {
  if (filter.trim() === '') return undefined
  const as = whose === undefined ? {} : { as: whose }
  if (store.features.analysis(run.id)) return new Set(store.features.ids({ run: run.id, filter, ...as }))
  throw new LoupeError('usage', `Run ${run.name} has no analysis yet, so its features can not be filtered`, {
    hint: 'Analyze it first, or leave the filter out.',
    place: 'filter'
  })
}

function featuresOf(run: Run): number[] {
  return Array.from({ length: run.config.dSae }, (_, feature) => feature)
}
