/** Blind labels, review and repeats by the calls of the contract. */
import { expect } from 'vitest'
import type { Client } from '../../../contract/wire/client'

/** Somebody who must not know what others say finds everything open, and changes nothing of theirs. */
export async function labelBlind(client: Client, scope: { project: string; run: string }, total: number): Promise<void> {
  const dan = { ...scope, blind: true, author: 'Dan' }
  const disagreement = { by: 'disagreement' as const, one: 'Ada', other: 'Bea' }
  await expect(client.call('annotation.queue', { ...dan, order: disagreement })).rejects.toMatchObject({ code: 'denied' })
  const queue = async () => (await client.call('annotation.queue', { ...dan, order: { by: 'coverage' } })).features
  expect(await queue()).toHaveLength(total)
  expect(await client.call('labels.progress', dan)).toMatchObject({ labeled: 0, pending: total, massLabeled: 0 })
  const [theirs, free] = [1, (await client.call('annotation.queue', { ...scope, order: { by: 'mass' } })).features[0]]
  const before = await client.call('labels.get', { ...scope, feature: theirs })
  const change = { label: 'blind', status: 'labeled' as const }
  const heard: string[] = []
  client.on('annotators.changed', () => heard.push('beside'))
  client.on('label.changed', ({ label }) => heard.push(`label of ${label.feature}`))
  const changed = await client.call('labels.bulk', { ...dan, features: Uint32Array.of(theirs, free), change })
  expect([...changed.features]).toEqual([free, theirs])
  await expect.poll(() => heard.sort()).toEqual(['beside', `label of ${free}`])
  expect(await client.call('labels.get', { ...scope, feature: theirs })).toEqual(before)
  expect((await client.call('labels.decided', dan)).features.toSorted()).toEqual([theirs, free].toSorted())
  expect(await queue()).toHaveLength(total - 2)
  const quiz = client.call('checks.quiz', { ...dan, feature: theirs })
  await expect(quiz).rejects.toMatchObject({ code: 'denied' })
  const reverted = { opinions: { author: 'Dan', features: [theirs], labels: [free] } }
  expect(await client.call('labels.undo', { project: scope.project, blind: true, author: 'Dan' })).toMatchObject(reverted)
  expect(await client.call('labels.undo', { project: scope.project, blind: true, author: 'Dan' })).toBeNull()
  expect(await queue()).toHaveLength(total)
}

/** A final version beside both originals, told to whoever listens; one's own labels said again. */
export async function reviewAndRepeat(client: Client, scope: { project: string; run: string }): Promise<void> {
  const pair = { ...scope, one: 'Ada', other: 'Bea' }
  const heard: string[] = []
  client.on('annotators.changed', () => heard.push('annotators'))
  client.on('label.changed', ({ label }) => heard.push(label.label))
  const [{ one, other }] = await client.call('annotators.disagreements', pair)
  const { run: _, feature, updatedAt: __, ...fields } = other
  const final = { ...fields, label: 'both' }
  expect(await client.call('annotators.decide', { ...pair, feature, final, author: 'Cid' })).toMatchObject({ label: 'both' })
  expect(await client.call('annotators.disagreements', pair)).toMatchObject([
    { one: { label: one.label }, other: { label: other.label }, final: { label: 'both', took: 'own', author: 'Cid' } }
  ])
  await expect.poll(() => heard).toEqual(expect.arrayContaining(['annotators', 'both']))
  await client.call('labels.undo', { project: scope.project })
  expect(await client.call('annotators.disagreements', pair)).toMatchObject([{ final: null }])
  const drawn = await client.call('annotators.drawRepeats', { ...scope, author: 'Ada', seed: 1, count: 2 })
  expect([drawn.features.length, drawn.available]).toEqual([2, 3])
  const again = { ...scope, author: 'Ada', repeat: true, change: { label: 'again', status: 'labeled' as const } }
  await client.call('annotators.write', { ...again, feature: drawn.features[0] })
  expect(await client.call('annotators.agreement', { ...scope, one: 'Ada', other: 'Ada (repeat)' })).toMatchObject({
    both: 1,
    meaning: { compared: 1, notJudged: 1 }
  })
  expect((await client.call('annotators.drawRepeats', { ...scope, author: 'Ada', seed: 1 })).available).toBe(2)
}
