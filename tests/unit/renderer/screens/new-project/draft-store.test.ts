/** The draft of a new project on a real contract client; the other end of its port answers as the test says. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileInspection, Finding, Inspection } from '../../../../../contract/records/inspection'
import { createClient } from '../../../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../../../contract/wire/envelope'
import { errorRecordFrom, LoupeError } from '../../../../../contract/wire/errors'
import { useConnection } from '../../../../../renderer/app/engine/client'
import { addPaths, chooseUse, giveLayout, includeFile, takePair } from '../../../../../renderer/screens/new-project/draft-choice'
import { createProject, discardDraft, stopWork } from '../../../../../renderer/screens/new-project/draft-creation'
import { previewRows } from '../../../../../renderer/screens/new-project/draft-reading'
import { setFolder, setName, useDraft } from '../../../../../renderer/screens/new-project/draft-store'
import { pairProposals } from '../../../../../renderer/screens/new-project/pairs'

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

/** As the engine names files: without their folders. */
function named(file: FileInspection | undefined): FileInspection | undefined {
  return file && { ...file, name: file.path.slice(1) }
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

describe('choosing', () => {
  const pair = [seen('/mlp_out.npy', 'activations'), seen('/mlp_in.npy', 'unused')]
  const raw: FileInspection = {
    ...seen('/acts.bin', 'unused'),
    format: 'raw numbers',
    arrays: [],
    problem: { code: 'unsupported', message: 'raw numbers' }
  }

  const said = (level: Finding['level']): Finding => ({ ...outliers, id: 'file:/acts.bin', level, remedies: [] })
  const both = looked(seen('/a.npy', 'activations'), raw)
  const withRaw = { ...both, findings: [...both.findings, said('warning')] }

  it('takes a pair: its input becomes the activations, its output the targets', async () => {
    const roles: Answer = ({ files }) =>
      looked(...(files as { path: string }[]).map(({ path }) => seen(path, path === '/mlp_out.npy' ? 'unused' : 'activations')))
    engine({ 'datasets.inspect': () => looked(...pair), 'projects.suggestFolder': suggests })
    addPaths(['/mlp_out.npy', '/mlp_in.npy'])
    await settled()
    engine({ 'datasets.inspect': roles, 'projects.suggestFolder': suggests })
    const [proposal] = pairProposals(useDraft.getState().files.map((file) => ({ ...file, seen: named(file.seen) })))
    takePair(proposal)
    await settled()
    expect(asked[0].params).toEqual({ files: [{ path: '/mlp_in.npy', array: 'a' }] })
    expect(useDraft.getState().files).toMatchObject([{ extras: { a: 'targets' } }, { seen: { role: 'activations' } }])
  })

  it('looks at raw numbers by themselves, so that they do not push the activations out', async () => {
    engine({ 'datasets.inspect': () => withRaw, 'projects.suggestFolder': suggests })
    addPaths(['/a.npy', '/acts.bin'])
    await settled()
    const laid = {
      ...raw,
      role: 'activations' as const,
      problem: undefined,
      arrays: [{ name: 'f32[?,2]', dtype: 'f32' as const, shape: [4, 2] }]
    }
    engine({ 'datasets.inspect': () => looked(laid) })
    giveLayout('/acts.bin', 'f32[?,2]')
    await settled()
    expect(asked[0].params).toEqual({ files: [{ path: '/acts.bin', array: 'f32[?,2]' }] })
    expect(useDraft.getState().files).toMatchObject([
      { path: '/a.npy', included: true, seen: { role: 'activations' } },
      { path: '/acts.bin', included: false, array: 'f32[?,2]', seen: { role: 'unused' } }
    ])
    expect(useDraft.getState().inspection?.findings).toEqual([outliers])
  })

  it('looks again with the layout where there is nothing else', async () => {
    engine({ 'datasets.inspect': () => looked(raw) })
    addPaths(['/acts.bin'])
    await settled()
    giveLayout('/acts.bin', 'f32[?,2]')
    await settled()
    expect(asked.at(-1)?.params).toEqual({ files: [{ path: '/acts.bin', array: 'f32[?,2]' }] })
  })

  it('keeps a layout that does not fit on the line, with why', async () => {
    engine({ 'datasets.inspect': () => withRaw, 'projects.suggestFolder': suggests })
    addPaths(['/a.npy', '/acts.bin'])
    await settled()
    const problem = { code: 'wrong-shape' as const, message: '3 bytes over' }
    engine({ 'datasets.inspect': () => ({ ...looked({ ...raw, problem }), findings: [said('error')] }) })
    giveLayout('/acts.bin', 'f32[?,5]')
    await settled()
    expect(useDraft.getState().files[1]).toMatchObject({
      included: true,
      array: 'f32[?,5]',
      seen: { problem: { code: 'wrong-shape' } }
    })
    expect(useDraft.getState().inspection?.findings).toEqual([said('warning'), outliers])
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
      activations: { path: '/runs/gpt2/acts.npy', array: 'a' },
      rowTable: { path: '/runs/gpt2/rows.csv' },
      outliers: 'keep'
    })
    expect(useDraft.getState().files).toEqual([])
  })

  it('sends targets, vocabulary and rules by rows', async () => {
    const columns = [
      { name: 'ids', role: 'token-id' as const, kind: 'number' as const },
      { name: 'domain', role: 'label' as const, kind: 'category' as const, categories: ['code', 'prose'] }
    ]
    const rowTable = { rows: 4, columns, matches: true, documents: 0, longestDocument: 0, missingTokens: 0 }
    const files = [
      seen('/in.npy', 'activations'),
      seen('/out.npy', 'unused'),
      seen('/ids.csv', 'rows'),
      seen('/vocab.json', 'vocabulary')
    ]
    engine({
      'datasets.inspect': () => ({ ...looked(...files), rowTable }),
      'projects.suggestFolder': suggests,
      'datasets.preview': () => [],
      'projects.create': () => ({ id: 'p2' })
    })
    addPaths(files.map(({ path }) => path))
    await settled()
    await vi.waitFor(() => expect(useDraft.getState().folder).not.toBe(''))
    const looks = asked.filter(({ method }) => method === 'datasets.inspect').length
    chooseUse('/out.npy', 'a', 'targets')
    useDraft.setState({ filter: { column: 'domain', values: ['code'] } })
    expect(asked.filter(({ method }) => method === 'datasets.inspect')).toHaveLength(looks)
    await previewRows([1])
    expect(asked.at(-1)?.params).toMatchObject({ rowTable: { path: '/ids.csv' }, vocabulary: '/vocab.json', rows: [1] })
    await createProject()
    expect(asked.at(-1)?.params).toMatchObject({
      activations: { path: '/in.npy' },
      targets: { path: '/out.npy', array: 'a' },
      rowTable: { path: '/ids.csv' },
      vocabulary: '/vocab.json',
      filter: { column: 'domain', values: ['code'] }
    })
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
