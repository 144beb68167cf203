/** The draft of a new project on a real contract client; the other end of its port answers as the test says. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileInspection, Finding, Inspection } from '../../../../../contract/records/inspection'
import { createClient } from '../../../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../../../contract/wire/envelope'
import { errorRecordFrom, LoupeError } from '../../../../../contract/wire/errors'
import { useConnection } from '../../../../../renderer/app/engine/client'
import {
  addPaths,
  createProject,
  discardDraft,
  includeFile,
  setFolder,
  setName,
  stopWork,
  useDraft
} from '../../../../../renderer/screens/new-project/draft-store'

type Answer = (params: Record<string, unknown>) => unknown

let asked: { method: string; params: Record<string, unknown>; id: number }[]
let cancelled: number[]
let say: (message: EngineMessage) => void

/** Methods without an answer stay open; the test ends them itself. */
function engine(answers: Record<string, Answer>): void {
  asked = []
  cancelled = []
  const post = (message: ClientMessage) => {
    if (message.kind === 'cancel') cancelled.push(message.id)
    if (message.kind !== 'call') return
    const params = message.params as Record<string, unknown>
    asked.push({ method: message.method, params, id: message.id })
    const answer = answers[message.method]
    if (answer) queueMicrotask(() => reply(message.id, () => answer(params)))
  }
  const client = createClient({
    post,
    listen: (onMessage) => {
      say = onMessage
    },
    close: () => undefined
  })
  useConnection.setState({ state: 'open', client, generation: 1 })
}

function reply(id: number, work: () => unknown): void {
  try {
    say({ v: 1, kind: 'result', id, value: work() })
  } catch (error) {
    say({ v: 1, kind: 'error', id, error: errorRecordFrom(error) })
  }
}

function seen(path: string, role: FileInspection['role']): FileInspection {
  const arrays = [{ name: 'a', dtype: 'f16' as const, shape: [4, 2] }]
  return { path, name: path, format: 'npy', sizeBytes: 1, role, arrays, rows: 4, columns: [], remark: '' }
}

const outliers: Finding = {
  id: 'outliers',
  level: 'warning',
  title: '',
  detail: '',
  remedies: [
    { rule: 'drop', label: 'Drop' },
    { rule: 'keep', label: 'Keep' }
  ]
}

const looked = (...files: FileInspection[]): Inspection => ({ files, findings: [outliers], preview: [], valid: true })
const inspects: Answer = () => looked(seen('/runs/gpt2/acts.npy', 'activations'), seen('/runs/gpt2/rows.csv', 'rows'))
const suggests: Answer = ({ name }) => ({ folder: `/home/${name}.loupe` })
const settled = () => vi.waitFor(() => expect(useDraft.getState().reading).toBeNull())

beforeEach(() => discardDraft())

describe('adding files', () => {
  it('inspects them and suggests name and folder', async () => {
    engine({ 'datasets.inspect': inspects, 'projects.suggestFolder': suggests })
    addPaths(['/runs/gpt2'])
    await settled()
    await vi.waitFor(() => expect(useDraft.getState()).toMatchObject({ name: 'gpt2 acts', folder: '/home/gpt2 acts.loupe' }))
    expect(asked[0]).toMatchObject({ method: 'datasets.inspect', params: { files: [{ path: '/runs/gpt2' }] } })
  })

  it('keeps a name and a folder that the person typed', async () => {
    engine({ 'datasets.inspect': inspects, 'projects.suggestFolder': suggests })
    setName('Mine')
    setFolder('/my/place.loupe')
    addPaths(['/runs/gpt2'])
    await settled()
    expect(useDraft.getState()).toMatchObject({ name: 'Mine', folder: '/my/place.loupe' })
  })

  it('cancels an inspection that a newer choice overtakes, and shows only the newer', async () => {
    engine({ 'projects.suggestFolder': suggests })
    addPaths(['/a.npy'])
    addPaths(['/b.npy'])
    const [first, second] = asked
    expect(cancelled).toEqual([first.id])
    reply(second.id, () => looked(seen('/a.npy', 'unused'), seen('/b.npy', 'activations')))
    reply(first.id, () => {
      throw new LoupeError('cancelled', 'Cancelled')
    })
    await settled()
    expect(useDraft.getState().files.map(({ path, included }) => [path, included])).toEqual([
      ['/a.npy', false],
      ['/b.npy', true]
    ])
    expect(useDraft.getState().error).toBeNull()
  })

  it('shows what the engine says of files it can not read, and keeps them on the list', async () => {
    const refuse: Answer = () => {
      throw new LoupeError('not-found', 'There is no such file', { place: '/a.npy' })
    }
    engine({ 'datasets.inspect': refuse })
    addPaths(['/a.npy'])
    await settled()
    expect(useDraft.getState()).toMatchObject({ error: { code: 'not-found', place: '/a.npy' }, files: [{ path: '/a.npy' }] })
  })

  it('forgets the inspection when the last file is put out', async () => {
    engine({ 'datasets.inspect': () => looked(seen('/a.npy', 'activations')), 'projects.suggestFolder': suggests })
    addPaths(['/a.npy'])
    await settled()
    includeFile('/a.npy', false)
    expect(useDraft.getState()).toMatchObject({ inspection: null, files: [{ included: false }] })
  })
})

describe('creating', () => {
  const prepared = async (create: Answer) => {
    engine({ 'datasets.inspect': inspects, 'projects.suggestFolder': suggests, 'projects.create': create })
    addPaths(['/runs/gpt2'])
    await settled()
    await vi.waitFor(() => expect(useDraft.getState().folder).not.toBe(''))
    useDraft.setState({ outliers: 'keep' })
  }

  it('sends what was chosen and empties the draft', async () => {
    await prepared(() => ({ id: 'p1' }))
    expect(await createProject()).toEqual({ id: 'p1' })
    expect(asked.at(-1)?.params).toEqual({
      folder: '/home/gpt2 acts.loupe',
      name: 'gpt2 acts',
      activations: { path: '/runs/gpt2/acts.npy' },
      rowTable: { path: '/runs/gpt2/rows.csv' },
      outliers: 'keep'
    })
    expect(useDraft.getState().files).toEqual([])
  })

  it('says a refused folder at the folder and keeps the rest', async () => {
    await prepared(() => {
      throw new LoupeError('exists', 'Something of this name exists already')
    })
    expect(await createProject()).toBeUndefined()
    expect(useDraft.getState()).toMatchObject({ folderError: { code: 'exists' }, error: null, creating: null, name: 'gpt2 acts' })
  })

  it('says any other refusal above everything', async () => {
    await prepared(() => {
      throw new LoupeError('changed', 'The file changed meanwhile')
    })
    await createProject()
    expect(useDraft.getState()).toMatchObject({ error: { code: 'changed' }, folderError: null })
  })
})

it('says whether there was work to stop', () => {
  engine({})
  expect(stopWork()).toBe(false)
  addPaths(['/a.npy'])
  expect([stopWork(), cancelled]).toEqual([true, [asked[0].id]])
})
