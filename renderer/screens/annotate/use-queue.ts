/** The queue of a run: asked for when its order or filter changes, fixed then, and true to decisions that are made anywhere. */
import { useEffect } from 'react'
import type { Params } from '../../../contract/calls/index'
import type { FeaturePage } from '../../../contract/records/feature'
import type { LabelStatus } from '../../../contract/records/label'
import type { LoupeError } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { useCall, useEvent } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { useSettings } from '../../app/settings'
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
  const as = useSettings(eyes)
  const own = queue !== undefined && run !== undefined && queue.as === as && isBuiltFor(queue, run, setup)
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
  const isBlind = useSettings(({ blind }) => blind)
  const take = ({ feature, status }: { feature: number; status: LabelStatus }) =>
    changeQueue((queue) => ({ ...queue, decided: withDecision(queue.decided, feature, isAnswer(status)) }))
  /** In blind mode an event says what the project has, not what one says oneself. */
  const takeOwn = (feature: number) =>
    void client()
      .call('features.rows', { project: project ?? '', run: run ?? '', features: [feature] })
      .then((rows) => rows.forEach(take))
      .catch(toastError)
  const renew = () => {
    if (!run) return
    client()
      .call('annotation.queue', asked({ project, run }, setupNow(run)))
      .then(({ features }) => changeQueue((queue) => (queue.run === run ? renewed(queue, features) : queue)))
      .catch(toastError)
  }
  useEvent('label.changed', ({ project: changed, label }) => {
    if (changed !== project || label.run !== run) return
    if (isBlind) takeOwn(label.feature)
    else take(label)
  })
  useEvent('annotators.changed', ({ project: changed, run: changedRun, feature }) => {
    if (!isBlind || changed !== project || changedRun !== run) return
    if (feature === undefined) renew()
    else takeOwn(feature)
  })
  useEvent('labels.changed', ({ project: changed, run: changedRun }) => {
    if (changed === project && changedRun === run) renew()
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
    as: eyes(useSettings.getState()),
    ids,
    position: 0,
    visit: undefined,
    decided: new Set()
  }
  const { feature } = setup
  return feature !== undefined && ids.includes(feature) ? atFeature(queue, feature) : queue
}

/** In whose name a blind queue was built: another person has another one. */
function eyes({ blind, annotator }: { blind: boolean; annotator: string }): string | undefined {
  return blind ? annotator : undefined
}

/** Where one is, and whose neighbors are wanted, moves on without another question. */
function isBuiltFor({ run: own, order, filter }: Queue, run: string, setup: QueueSetup): boolean {
  const wanted = orderFrom(setup)
  const sameOrder = order.by === 'neighbors' ? wanted.by === 'neighbors' : JSON.stringify(order) === JSON.stringify(wanted)
  return own === run && sameOrder && filter === filterOf(setup)
}
