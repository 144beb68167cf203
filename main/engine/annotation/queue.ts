/** The annotation queue: open features in the order that a person chose, those put off until later at its end. */
import type { Checked } from '../../../contract/calls/index'
import type { LabelStatus } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import { disagreementsOf } from '../../analysis/agreement'
import { byNeighbors, byNumber, lastOnes, randomOrder, unexplainedMass } from '../../analysis/queue'
import { parseFilter } from '../../store/features/filter'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { pairOf } from './pair'

/** Features reached from neighbor to neighbor. */
const mostReached = 500

/** What still has no answer. */
const openStatuses: readonly LabelStatus[] = ['pending', 'draft', 'later']

type Asked = Omit<Checked<'annotation.queue'>, 'project' | 'blind' | 'author'>
type Order<By extends Asked['order']['by']> = Extract<Asked['order'], { by: By }>

/** `as`: who asks must not know what others say, so that the labels are what they say themselves. */
export async function queueOf(project: OpenProject, asked: Asked, as?: string): Promise<Uint32Array> {
  const { order } = asked
  const whose = as === undefined ? {} : { as }
  if (order.by === 'disagreement') {
    if (as === undefined) return disagreeing(project, asked, order)
    throw new LoupeError('denied', 'This order tells what others say, which blind mode hides', {
      hint: 'Choose another order, or turn blind mode off.'
    })
  }
  const ordered = order.by === 'view' ? viewed(project, asked, order, whose) : await openIn(project, asked, order, whose)
  return lastOnes(ordered, project.store.features.ids({ run: asked.run, statuses: ['later'], ...whose }))
}

/** The most differences first. */
function disagreeing({ store }: OpenProject, { run, filter }: Asked, order: Order<'disagreement'>): Uint32Array {
  analysisOf(store, run)
  const { one, other, judged } = pairOf(store, run, order)
  const found = disagreementsOf(one, other, judged, { run })
  const wanted = new Set(store.features.ids({ run, filter }))
  const sorted = found.sort((a, b) => b.differs.length - a.differs.length || a.feature - b.feature)
  return Uint32Array.from(sorted.map(({ feature }) => feature).filter((feature) => wanted.has(feature)))
}

function viewed(
  { store }: OpenProject,
  { run, filter, statuses }: Asked,
  { name }: Order<'view'>,
  whose: { as?: string }
): Uint32Array {
  analysisOf(store, run)
  const view = store.views.get(name)
  const both = [view.filter, filter].filter((text) => text.trim() !== '').join(' ')
  const { sort, descending } = view
  return store.features.ids({ run, filter: both, ...wantedStatuses(both, view.statuses ?? statuses), sort, descending, ...whose })
}

async function openIn(
  { store, indexes }: OpenProject,
  { run, filter, statuses }: Asked,
  order: Exclude<Asked['order'], { by: 'view' | 'disagreement' }>,
  whose: { as?: string }
): Promise<Uint32Array> {
  const { folder } = analysisOf(store, run)

  const sort = order.by === 'density' ? 'density' : 'mass'
  const open = new Uint32Array(store.features.ids({ run, filter, ...wantedStatuses(filter, statuses), sort, ...whose }))
  if (order.by === 'random') return randomOrder(open, order.seed)
  if (order.by === 'neighbors') {
    const neighborsOf = (feature: number) => store.features.evidence(run, feature).neighbors.map((neighbor) => neighbor.feature)
    return byNeighbors(open, order.of, neighborsOf, mostReached)
  }
  if (order.by !== 'coverage') return open
  const activations = await indexes.activationIndex(folder)
  const labeled = new Uint8Array(activations.dSae)
  for (const feature of store.features.ids({ run, statuses: ['labeled'], ...whose })) labeled[feature] = 1
  return byNumber(open, await unexplainedMass(activations.rowBlocks(), labeled))
}

/** A filter that names states says by itself which are wanted. */
function wantedStatuses(filter: string, statuses: readonly LabelStatus[] | undefined): { statuses?: readonly LabelStatus[] } {
  if (statuses) return { statuses }
  return parseFilter(filter).statuses.length > 0 ? {} : { statuses: openStatuses }
}
