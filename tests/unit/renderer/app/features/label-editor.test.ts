import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import { LabelEditor, typingPauseMs, withStatus } from '../../../../../renderer/app/features/label-editor'

const pending: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

/** An engine that keeps one label and logs what it was asked; `broken` makes it refuse. */
function engine(start: LabelFields = pending) {
  const log: { change: Partial<LabelFields>; group: string | undefined }[] = []
  const state = { stored: start, broken: false, changes: 0 }
  const editor = new LabelEditor(start, {
    name: 'e',
    now: () => 42,
    onChange: () => state.changes++,
    save: async (change, group) => {
      await Promise.resolve()
      if (state.broken) throw new Error('disk full')
      log.push({ change, group })
      state.stored = { ...state.stored, ...change }
      return state.stored
    }
  })
  return { editor, log, state }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('editing a label', () => {
  it('shows typing at once and saves it as a draft after a pause under 300 ms', async () => {
    const { editor, log } = engine()
    for (const text of ['v', 've', 'verb']) editor.type('label', text)
    expect([editor.fields.label, editor.fields.status, editor.state.kind, log]).toEqual(['verb', 'draft', 'waiting', []])
    expect(typingPauseMs).toBeLessThan(300)
    await vi.advanceTimersByTimeAsync(typingPauseMs)
    expect(log).toEqual([{ change: { label: 'verb', status: 'draft' }, group: 'e-0' }])
    expect([editor.state, editor.isDirty]).toEqual([{ kind: 'saved', at: 42 }, false])
  })

  it('makes one step of undo of typing and Enter, and another one of what is typed later', async () => {
    const { editor, log } = engine()
    editor.type('label', 'verb')
    await editor.change({ label: 'verb', status: 'labeled' }, true)
    editor.endTyping()
    editor.type('label', 'verb of motion')
    await editor.flush()
    expect(log.map((entry) => [entry.change.status, entry.group])).toEqual([
      ['labeled', 'e-0'],
      [undefined, 'e-1']
    ])
  })

  it('saves what was typed before a tag, as a step of its own', async () => {
    const { editor, log } = engine()
    editor.type('label', 'verb')
    await editor.change({ tags: ['syntax'] })
    expect(log).toEqual([
      { change: { label: 'verb', status: 'draft' }, group: 'e-0' },
      { change: { tags: ['syntax'] }, group: undefined }
    ])
  })

  it('loses no tag when two are chosen before the first is saved', async () => {
    const { editor, state } = engine()
    void editor.change({ tags: [...editor.fields.tags, 'a'] })
    await editor.change({ tags: [...editor.fields.tags, 'b'] })
    expect(state.stored.tags).toEqual(['a', 'b'])
  })

  it('keeps what is being typed when the engine says something older', async () => {
    const { editor } = engine()
    editor.type('label', 'new')
    editor.take({ ...pending, label: 'old', confidence: 2 })
    expect([editor.fields.label, editor.fields.confidence]).toEqual(['new', 2])
    await editor.flush()
    editor.take({ ...pending, label: 'undone' })
    expect(editor.fields.label).toBe('undone')
  })

  it('keeps what could not be saved and saves it with the next try', async () => {
    const { editor, state, log } = engine()
    state.broken = true
    editor.type('label', 'verb')
    expect(await editor.flush()).toBe(false)
    expect([editor.fields.label, editor.isDirty, editor.state.kind]).toEqual(['verb', true, 'failed'])
    state.broken = false
    expect(await editor.flush()).toBe(true)
    expect([log[0]?.change.label, editor.state.kind]).toEqual(['verb', 'saved'])
  })

  it('keeps the newer text when an older save failed', async () => {
    const { editor, state } = engine()
    state.broken = true
    editor.type('label', 'first')
    const failed = editor.flush()
    editor.type('label', 'second')
    await failed
    expect(editor.fields.label).toBe('second')
  })

  it('does not bring the older text back when the newer was saved after it failed', async () => {
    const { editor, state } = engine()
    editor.type('label', 'first')
    state.broken = true
    const failed = editor.flush()
    editor.type('label', 'second')
    const saved = editor.flush()
    await failed
    state.broken = false
    expect(await saved).toBe(true)
    expect([editor.fields.label, state.stored.label]).toEqual(['second', 'second'])
  })

  it('tells its owner of every change, also a new owner', async () => {
    const { editor, state } = engine()
    editor.type('label', 'v')
    expect(state.changes).toBe(1)
    let told = 0
    editor.onChange = () => told++
    await editor.flush()
    expect(told).toBe(1)
  })
})

describe('the state of a label', () => {
  it('turns from pending to draft with text, and back when all text is gone', () => {
    expect(withStatus(pending, { label: 'x' })).toEqual({ label: 'x', status: 'draft' })
    expect(withStatus(pending, { notes: 'x' })).toEqual({ notes: 'x', status: 'draft' })
    expect(withStatus({ ...pending, label: 'x', status: 'draft' }, { label: ' ' })).toEqual({ label: ' ', status: 'pending' })
    expect(withStatus({ ...pending, label: 'x', notes: 'n', status: 'draft' }, { label: '' })).toEqual({ label: '' })
  })

  it('stays with tags and confidence alone, and once it is labeled', () => {
    expect(withStatus(pending, { tags: ['a'] })).toEqual({ tags: ['a'] })
    expect(withStatus({ ...pending, label: 'x', status: 'labeled' }, { label: 'y' })).toEqual({ label: 'y' })
  })

  it('is what the person says it is', () => {
    expect(withStatus(pending, { status: 'not-interpretable' })).toEqual({ status: 'not-interpretable' })
  })
})
