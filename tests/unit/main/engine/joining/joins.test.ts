/** Two real engines at one project, with a real socket between them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventName, EventPayload } from '../../../../../contract/events'
import type { Client } from '../../../../../contract/wire/client'
import { grantedPaths } from '../../../../../main/engine/connections/policy'
import type { Engine } from '../../../../../main/engine/engine'
import { findRecord, leaveRecord } from '../../../../../main/engine/joining/door-record'
import { openProject } from '../../../../../main/store/index'
import { clientOf, TwoEngines } from './two-engines'

let two: TwoEngines
let first: Engine
let owner: Client
let other: Client

beforeEach(async () => {
  two = await TwoEngines.make()
  first = two.engine()
  owner = clientOf(first)
  other = clientOf(two.engine())
})
afterEach(() => two.end())

const open = (client: Client, readOnly = false) => client.call('projects.open', { folder: two.folder, readOnly })
const heard = <E extends EventName>(client: Client, event: E) => new Promise<EventPayload<E>>((tell) => client.on(event, tell))
const label = (client: Client, project: string, text: string) =>
  client.call('labels.edit', { project, run: 'run', feature: 1, change: { label: text } })

describe('the second at a project', () => {
  it('joins the first: each has a handle of its own, edits and news go both ways', async () => {
    const there = await open(owner)
    const here = await open(other)
    expect(here).toEqual({ ...there, id: here.id, joined: true })
    expect(here.id).not.toBe(there.id)
    expect(await other.call('projects.get', { project: here.id })).toEqual(here)

    const news = [heard(owner, 'label.changed'), heard(other, 'label.changed')]
    const edited = await label(other, here.id, 'from the second')
    expect(await Promise.all(news)).toEqual([
      { project: there.id, label: edited },
      { project: here.id, label: edited }
    ])
    const back = heard(other, 'label.changed')
    await label(owner, there.id, 'from the first')
    expect(await back).toMatchObject({ project: here.id, label: { label: 'from the first' } })
    expect(await other.call('labels.get', { project: here.id, run: 'run', feature: 1 })).toMatchObject({
      label: 'from the first'
    })
    expect(await other.call('labels.undo', { project: here.id })).toMatchObject({ label: { label: 'from the second' } })
  })

  it('may be refused by the first as by its own', async () => {
    await open(owner)
    const { id } = await open(other)
    await expect(other.call('labels.get', { project: id, run: 'nobody', feature: 1 })).rejects.toMatchObject({
      code: 'not-found'
    })
    await expect(other.call('jobs.cancel', { job: 'nobody' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await other.call('jobs.list', {})).toEqual([])
  })

  it('may name no path there that it may not name here', async () => {
    await open(owner)
    const paths = grantedPaths()
    paths.grant(two.folder)
    const window = clientOf(two.engine(), paths)
    const { id } = await open(window)
    await label(window, id, 'mine')
    const path = join(two.parent, 'labels.jsonl')
    const write = () => window.call('annotators.export', { project: id, run: 'run', author: null, path })
    await expect(write()).rejects.toMatchObject({ code: 'denied', place: path })
    paths.grant(path)
    await write()
    expect(existsSync(path)).toBe(true)
  })

  it('keeps the project open until both have closed it', async () => {
    const { id: there } = await open(owner)
    const { id: here } = await open(other)
    await owner.call('projects.close', { project: there })
    await label(other, here, 'alone')
    await expect(openProject(two.folder)).rejects.toMatchObject({ code: 'locked' })
    await other.call('projects.close', { project: here })
    await expect.poll(() => openProject(two.folder).then((store) => store.close())).toBeUndefined()
  })

  it('works on where the first ends, and says so', async () => {
    await open(owner)
    const { id } = await open(other)
    await label(other, id, 'before')
    const handedOver = heard(other, 'project.handedOver')
    const ending = first.close()
    await label(other, id, 'meanwhile')
    expect(await handedOver).toEqual({
      project: id,
      record: expect.objectContaining({ id, readOnly: false, folder: two.folder })
    })
    expect((await handedOver).record?.joined).toBeUndefined()
    await ending
    expect(await other.call('labels.history', { project: id, run: 'run', feature: 1 })).toMatchObject([
      { after: { label: 'meanwhile' } },
      { after: { label: 'before' } }
    ])
  })

  it('joins the third where that was faster', async () => {
    await open(owner)
    const third = clientOf(two.engine())
    const ids = [(await open(other)).id, (await open(third)).id]
    const handedOver = [heard(other, 'project.handedOver'), heard(third, 'project.handedOver')]
    await first.close()
    const joined = (await Promise.all(handedOver)).map(({ record }) => record?.joined)
    expect(joined.filter((one) => one)).toHaveLength(1)
    await label(other, ids[0], 'still shared')
    expect(await third.call('labels.get', { project: ids[1], run: 'run', feature: 1 })).toMatchObject({ label: 'still shared' })
  })

  it('joins the one that took the project while it had it closed', async () => {
    const { id } = await open(other)
    await other.call('projects.close', { project: id })
    await open(owner)
    expect(await label(other, id, 'again')).toMatchObject({ label: 'again' })
    expect(await other.call('projects.get', { project: id })).toMatchObject({ id, joined: true })
  })
})

describe('what can not be joined', () => {
  it('is a Loupe of another version, which can be read beside', async () => {
    await open(owner)
    const record = findRecord(two.runtime, two.folder)
    leaveRecord(two.runtime, two.folder, { ...record!, version: '9.9.9', contract: 'another' })
    await expect(open(other)).rejects.toMatchObject({
      code: 'locked',
      place: two.folder,
      hint: expect.stringContaining('another version (9.9.9)')
    })
    const reading = await open(other, true)
    expect(reading).toMatchObject({ readOnly: true })
    await expect(label(other, reading.id, 'x')).rejects.toMatchObject({ code: 'unwritable' })
  })

  it('is one that left no word here, as from another machine', async () => {
    const elsewhere = await openProject(two.folder)
    await expect(open(other)).rejects.toMatchObject({ code: 'locked', hint: expect.stringContaining('does not answer') })
    elsewhere.close()
    expect((await open(other)).joined).toBeUndefined()
  })

  it('is one whose word is old or wrong', async () => {
    await open(owner)
    const record = findRecord(two.runtime, two.folder)!
    const wrong = async (change: Partial<typeof record>) => {
      leaveRecord(two.runtime, two.folder, { ...record, ...change })
      await expect(open(other)).rejects.toMatchObject({ code: 'locked' })
    }
    await wrong({ address: join(two.runtime, 'gone.sock') })
    await wrong({ key: 'wrong' })
    leaveRecord(two.runtime, two.folder, record)
    expect(await open(other)).toMatchObject({ joined: true })
  })
})
