/** The queue in each of its orders, saved views, and what somebody sees of both who must not know what others say. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Params } from '../../../contract/calls/index'
import { createClient } from '../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import { anyPath } from '../../../main/engine/connections/policy'
import { createEngine } from '../../../main/engine/engine'
import { nodeProcesses } from '../../../main/engine/launchers/node-processes'
import { placesAround } from '../../../main/engine/places'
import { portPair } from '../../../main/engine/transports/in-process'
import type { AnnotatedProject } from './annotated-project'
import { labelBlind, reviewAndRepeat } from './blind-and-review'

export function queueOfFeatures(annotated: AnnotatedProject): void {
  const { told, refused } = annotated
  it('the queue comes in the order that is asked for, and leaves out what is decided', { timeout: 30_000 }, async () => {
    const places = { ...placesAround(annotated.entries), userData: join(annotated.folder, 'user') }
    const engine = createEngine({
      places,
      spawner: nodeProcesses({ entries: annotated.entries }),
      author: 'tester',
      checkResults: true
    })
    const [own, other] = portPair<ClientMessage, EngineMessage>()
    engine.attach(other, anyPath)
    const client = createClient(own)
    const { id: project } = await client.call('projects.open', { folder: join(annotated.folder, 'p.loupe') })
    const [{ id: run }] = await client.call('runs.list', { project })
    const { labeled, total } = await client.call('labels.progress', { project, run })
    const queue = async (order: Params<'annotation.queue'>['order']) => [
      ...(await client.call('annotation.queue', { project, run, order })).features
    ]
    const byMass = await queue({ by: 'mass' })
    expect(byMass).toHaveLength(total - labeled)
    for (const order of [
      { by: 'density' },
      { by: 'coverage' },
      { by: 'neighbors', of: annotated.busiest },
      { by: 'random', seed: 1 }
    ] as const)
      expect((await queue(order)).sort()).toEqual(byMass.toSorted())
    await client.call('labels.edit', { project, run, feature: byMass[0], change: { status: 'later' } })
    expect(await queue({ by: 'mass' })).toEqual([...byMass.slice(1), byMass[0]])
    const view = { name: 'put off', filter: 'status:later', sort: 'feature' as const, descending: false }
    await client.call('views.put', { project, view })
    expect(await queue({ by: 'view', name: view.name })).toEqual([byMass[0]])
    expect(await client.call('views.list', { project })).toEqual([view])
    expect(await client.call('labels.progress', { project, run })).toMatchObject({ later: 1 })
    expect(await client.call('labels.undo', { project })).toEqual({ view: { name: view.name, change: 'made' } })
    expect(await client.call('labels.undo', { project })).toMatchObject({ label: { feature: byMass[0], status: 'pending' } })
    await client.call('views.put', { project, view })
    expect(await queue({ by: 'random', seed: 1 })).toEqual(await queue({ by: 'random', seed: 1 }))
    expect(await queue({ by: 'disagreement', one: 'Ada', other: 'Bea' })).toEqual([1])
    const due = { project, run, order: { by: 'mass' as const }, filter: 'quiz:stale', statuses: ['labeled' as const] }
    expect([...(await client.call('annotation.queue', due)).features]).toEqual([annotated.busiest])
    await labelBlind(client, { project, run }, total)
    await reviewAndRepeat(client, { project, run })
    await engine.close()
  })

  it('a saved view lists its features', async () => {
    expect(await told('features', 'p.loupe', '--view', 'put off')).toMatchObject({ matching: 0 })
    expect(await refused('features', 'p.loupe', '--view', 'other')).toMatchObject({ code: 'not-found' })
  })
}
