/** The annotation queue: open features in the order that a person chose. */
import type { Checked } from '../../../contract/calls/index'
import { disagreementsOf } from '../../analysis/agreement'
import { byNeighbors, byNumber, randomOrder, unexplainedMass } from '../../analysis/queue'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { pairOf } from './pair'

/** Features reached from neighbor to neighbor. */
const mostReached = 500

type Asked = Omit<Checked<'annotation.queue'>, 'project'>

export async function queueOf({ store, indexes }: OpenProject, { run, order, filter, statuses }: Asked): Promise<Uint32Array> {
  const { folder } = analysisOf(store, run)
  if (order.by === 'disagreement') {
    const { one, other, judged } = pairOf(store, run, order)
    const found = disagreementsOf(one, other, judged, { run })
    const wanted = new Set(store.features.ids({ run, filter }))
    const sorted = found.sort((a, b) => b.differs.length - a.differs.length || a.feature - b.feature)
    return Uint32Array.from(sorted.map(({ feature }) => feature).filter((feature) => wanted.has(feature)))
  }
  const sort = order.by === 'density' ? 'density' : 'mass'
  const open = new Uint32Array(store.features.ids({ run, filter, statuses, sort }))
  if (order.by === 'random') return randomOrder(open, order.seed)
  if (order.by === 'neighbors') {
    const neighborsOf = (feature: number) => store.features.evidence(run, feature).neighbors.map((neighbor) => neighbor.feature)
    return byNeighbors(open, order.of, neighborsOf, mostReached)
  }
  if (order.by !== 'coverage') return open
  const activations = await indexes.activationIndex(folder)
  const labeled = new Uint8Array(activations.dSae)
  for (const feature of store.features.ids({ run, statuses: ['labeled'] })) labeled[feature] = 1
  return byNumber(open, await unexplainedMass(activations.rowBlocks(), labeled))
}
