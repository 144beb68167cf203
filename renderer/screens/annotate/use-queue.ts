/** The queue of a run: asked for when its order or filter changes, fixed then, and true to decisions that are made anywhere. */
import { useEffect } from 'react'
import type { Params } from '../../../contract/calls/index'
import type { FeaturePage } from '../../../contract/records/feature'
import type { LoupeError } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { useCall, useEvent } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { toastError } from '../../widgets/toast/toast-store'
import { atFeature, isAnswer, type Queue, renewed, withDecision, withNext } from './queue'
import { filterOf, orderFrom, type QueueSetup } from './queue-order'
import { changeQueue, setupNow, useQueueSetup, useQueueState } from './queue-state'

export interface QueueInView {
  queue: Queue | undefined
  /** What is wrong with the filter, or with the question. */
  error: LoupeError | null
}

export function useQueue({ project, run }: RunIds): QueueInView {
  const setup = useQueueSetup(run)
  const { queue } = useQueueState()
  const own = queue !== undefined && run !== undefined && isBuiltFor(queue, run, setup)
  const enabled = Boolean(project && run) && !own
  const query = useCall('annotation.queue', asked({ project, run }, setup), { enabled })
  const features = query.isFetching ? undefined : query.data?.features
  useEffect(() => {
    if (run && enabled && features) useQueueState.setState({ queue: built(run, features), shownAt: Date.now() })
  }, [run, enabled, features])
  useDecisions({ project, run })
  return { queue: queue?.run === run ? queue : undefined, error: own ? null : query.error }
}

/** Neighbors of the feature in view come next, where that is the order. */
export function useNeighborsNext(queue: Queue | undefined, page: FeaturePage | undefined): void {
  const isWanted = queue?.order.by === 'neighbors' && page !== undefined && queue.visit === undefined
  useEffect(() => {
    if (!isWanted) return
    const near = page.neighbors.map(({ feature }) => feature)
    changeQueue((now) => (now.ids[now.position] === page.feature ? withNext(now, near) : now))
  }, [isWanted, page])
}

function useDecisions({ project, run }: RunIds): void {
  useEvent('label.changed', ({ project: changed, label }) => {
    if (changed !== project || label.run !== run) return
    changeQueue((queue) => ({ ...queue, decided: withDecision(queue.decided, label.feature, isAnswer(label.status)) }))
  })
  useEvent('labels.changed', ({ project: changed, run: changedRun }) => {
    if (changed !== project || changedRun !== run || !run) return
    client()
      .call('annotation.queue', asked({ project, run }, setupNow(run)))
      .then(({ features }) => changeQueue((queue) => (queue.run === run ? renewed(queue, features) : queue)))
      .catch(toastError)
  })
}

function asked({ project, run }: RunIds, setup: QueueSetup): Params<'annotation.queue'> {
  return { project: project ?? '', run: run ?? '', order: orderFrom(setup), filter: filterOf(setup) }
}

function built(run: string, ids: Uint32Array): Queue {
  const setup = setupNow(run)
  const queue: Queue = {
    run,
    order: orderFrom(setup),
    filter: filterOf(setup),
    ids,
    position: 0,
    visit: undefined,
    decided: new Set()
  }
  const { feature } = setup
  return feature !== undefined && ids.includes(feature) ? atFeature(queue, feature) : queue
}

/** Where one is, and whose neighbors are wanted, moves on without another question. */
function isBuiltFor({ run: own, order, filter }: Queue, run: string, setup: QueueSetup): boolean {
  const wanted = orderFrom(setup)
  const sameOrder = order.by === 'neighbors' ? wanted.by === 'neighbors' : JSON.stringify(order) === JSON.stringify(wanted)
  return own === run && sameOrder && filter === filterOf(setup)
}
