/** Calls about the features of an analyzed run: lists come from the store, pages are put together from three sources. */
import type { FeaturePage } from '../../../contract/records/feature'
import { histogramEdges, logHistogramEdges } from '../../analysis/passes/histogram'
import type { FeatureEvidence } from '../../store/feature-records'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from './analysis-of'
import { intervalsOf } from './examples-of'
import { ownRows } from './own-rows'
import { pageExamples } from './page-examples'
import { rowsBetween } from './rows-between'
import { rowsContrast } from './rows-contrast'

export function featureService(core: Core): AreaHandlers<'features'> {
  return {
    'features.ids': async ({ project, run, ...query }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      const summary = analysisOf(store, run)
      const { statuses, blind, author = core.author, ...rest } = query
      const whose = { ...(statuses ? { statuses } : {}), ...(blind ? { as: author } : {}) }
      const ids = store.features.ids({ run, ...rest, ...whose })
      return { ids: new Uint32Array(ids), total: summary.features }
    },
    'features.rows': async ({ project, run, features, blind, author = core.author }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      analysisOf(store, run)
      const rows = store.features.rows(run, features)
      return blind ? ownRows(rows, store.opinions.own(run, author, features)) : rows
    },
    'features.page': async ({ project, run, feature, context }, { holder }) =>
      featurePage(await core.projects.get(project, holder), run, feature, context),
    'features.between': async ({ project, ...asked }, { holder }) => rowsBetween(await core.projects.get(project, holder), asked),
    'features.contrast': async ({ project, ...asked }, { holder }) =>
      rowsContrast(await core.projects.get(project, holder), asked)
  }
}

async function featurePage(project: OpenProject, run: string, feature: number, context: number): Promise<FeaturePage> {
  const { store } = project
  const { folder } = analysisOf(store, run)
  const evidence = store.features.evidence(run, feature)
  const examples = await pageExamples(project, { run, folder, context }, evidence)
  const [top, random, intervals] = await Promise.all([
    examples.of(evidence.top.rows),
    examples.of(evidence.random.rows),
    intervalsOf(evidence.intervals, evidence.row, examples.of)
  ])
  return {
    ...evidence.row,
    run,
    rows: evidence.rows,
    massRank: evidence.massRank,
    l0Share: evidence.l0Share,
    histogram: { edges: histogramEdges(evidence.row.max), counts: [...evidence.histogram] },
    ...logHistogramOf(evidence),
    neighbors: evidence.neighbors,
    examples: { top, random, intervals },
    notes: evidence.notes,
    ...(examples.problem ? { problem: examples.problem } : {})
  }
}

function logHistogramOf({ row, logHistogram }: FeatureEvidence): Pick<FeaturePage, 'logHistogram'> {
  return logHistogram ? { logHistogram: { edges: logHistogramEdges(row.max), counts: [...logHistogram] } } : {}
}
