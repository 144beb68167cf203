/** What stands around labels, through the `loupe` command with its real processes: comments, groups, guidelines, history, limits. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandLine } from './command-line'
import { type LabeledProject, labeledProject } from './labeled-project'

let folder: string
let loupe: CommandLine
let told: LabeledProject['told']
let refused: LabeledProject['refused']
let remove: LabeledProject['remove']

beforeAll(async () => {
  ;({ folder, loupe, told, refused, remove } = await labeledProject())
  await told('label', 'p.loupe', '1', '--text', 'a word of the sea', '--tag', 'word', '--author', 'Ada')
}, 120_000)

afterAll(() => remove())

describe('around labels', () => {
  it('comments are listed, added, and taken back by who wrote them', async () => {
    type Comments = { comments: { id: number; author: string; text: string }[] }
    const text = '<b>why</b>\u001b[31m?'
    const { comments } = await told<Comments>('comments', 'p.loupe', '1', '--add', text, '--author', 'Ada')
    expect(comments).toMatchObject([{ author: 'Ada', text }])
    const number = String(comments[0].id)
    expect(await refused('comments', 'p.loupe', '1', '--remove', number, '--author', 'Bea')).toMatchObject({ code: 'denied' })
    expect(await refused('comments', 'p.loupe', '99')).toMatchObject({ code: 'not-found' })
    expect((await told<Comments>('comments', 'p.loupe', '1')).comments).toHaveLength(1)
    expect((await loupe.run('comments', 'p.loupe', '1')).stdout).not.toContain('\u001b')
  })

  it('groups are made, filled by a filter, renamed, found and removed by name', async () => {
    type Groups = { groups: { name: string; features: number[]; description: string }[] }
    await told('groups', 'p.loupe', 'Words', '--add', '1', '--add', '3', '--description', 'of a kind')
    const { groups } = await told<Groups>(
      'groups',
      'p.loupe',
      'Words',
      '--filter',
      'id:5-6',
      '--take',
      '3',
      '--rename',
      'All words'
    )
    expect(groups).toMatchObject([{ name: 'All words', features: [1, 5, 6], description: 'of a kind' }])
    const { features } = await told<{ features: { id: number }[] }>('features', 'p.loupe', '--filter', 'group:"all words"')
    expect(features.map(({ id }) => id).sort()).toEqual([1, 5, 6])
    expect(await refused('groups', 'p.loupe', 'All words', '--add', '99')).toMatchObject({ code: 'not-found' })
    const found = await told<{ groups: unknown[]; hits: { feature: number; field: string }[] }>(
      'labels',
      'search',
      'p.loupe',
      'word'
    )
    expect(found.groups).toEqual([{ name: 'All words', features: 3, description: 'of a kind' }])
    expect(found.hits.length).toBeGreaterThan(0)
    expect(await told<Groups>('groups', 'p.loupe', 'All words', '--remove')).toMatchObject({ groups: [] })
    const undone = await told('labels', 'undo', 'p.loupe')
    expect(undone).toMatchObject({ reverted: { group: { name: 'All words', change: 'removed' } } })
    expect((await told<Groups>('groups', 'p.loupe', 'All words')).groups[0].features).toEqual([1, 5, 6])
    await told('labels', 'redo', 'p.loupe')
  })

  it('guidelines and tags come from files, and a tag is renamed where it is used', async () => {
    writeFileSync(join(folder, 'guide.md'), '# Names\nSay <what> fires.\n')
    writeFileSync(join(folder, 'tags.json'), '[{"tag": "word", "key": "1", "description": "a word"}, {"tag": "other"}]')
    const guide = await told('guidelines', 'p.loupe', '--from', 'guide.md', '--tags', 'tags.json')
    expect(guide).toMatchObject({
      guidelines: '# Names\nSay <what> fires.\n',
      tags: [
        { tag: 'word', color: 1 },
        { color: 2, key: null }
      ]
    })
    await told('guidelines', 'p.loupe', '--rename-tag', 'word=a word')
    const { features } = await told<{ features: unknown[] }>('features', 'p.loupe', '--filter', 'tag:"a word"')
    expect(features.length).toBeGreaterThan(0)
    const undone = await told('labels', 'undo', 'p.loupe')
    expect(undone).toMatchObject({ reverted: { guide: { parts: ['tags'], labels: [{}] } } })
    expect(await told('guidelines', 'p.loupe')).toMatchObject({ tags: [{ tag: 'word' }, {}] })
    await told('labels', 'redo', 'p.loupe')
    writeFileSync(join(folder, 'tags.json'), '[{"tag": "x"}, {"tag": "X"}]')
    expect(await refused('guidelines', 'p.loupe', '--tags', 'tags.json')).toMatchObject({ code: 'malformed' })
    writeFileSync(join(folder, 'guide.md'), 'x'.repeat(10_000_000))
    expect(await refused('guidelines', 'p.loupe', '--from', 'guide.md')).toMatchObject({ code: 'malformed' })
    expect(await refused('guidelines', 'p.loupe', '--from', 'nowhere.md')).toMatchObject({ code: 'not-found' })
  })

  it('a label has its history, one version comes back, and all labels are told as of a time', async () => {
    type History = { edits: { id: number; at: number; after: { label?: string } }[] }
    await told('label', 'p.loupe', '6', '--text', 'early', '--author', 'Ada')
    await told('label', 'p.loupe', '6', '--text', 'late', '--author', 'Bea')
    const { edits } = await told<History>('labels', 'history', 'p.loupe', '6')
    expect(edits.slice(0, 2).map(({ after }) => after.label)).toEqual(['late', 'early'])
    expect(await refused('labels', 'history', 'p.loupe', '99')).toMatchObject({ code: 'not-found' })
    const version = ['labels', 'restore', 'p.loupe', '--feature', '6', '--edit', String(edits[1].id)]
    expect(await told(...version, '--preview')).toMatchObject({ total: 1, changes: [{ feature: 6, after: { label: 'early' } }] })
    expect(await told(...version)).toMatchObject({ features: [6] })
    type Labels = { labels: { feature: number; label: string }[] }
    const labelOf = ({ labels }: Labels) => labels.find(({ feature }) => feature === 6)?.label
    expect(labelOf(await told<Labels>('labels', 'list', 'p.loupe'))).toBe('early')
    const then = new Date(edits[0].at).toISOString()
    expect(labelOf(await told<Labels>('labels', 'list', 'p.loupe', '--as-of', then))).toBe('late')
    expect(await refused('labels', 'restore', 'p.loupe', '--feature', '6')).toMatchObject({ code: 'usage' })
    expect(await refused('labels', 'list', 'p.loupe', '--as-of', 'soon')).toMatchObject({ code: 'usage' })
  })

  it('notes of 10 MB and labels without end are refused, and nothing of them is kept', async () => {
    writeFileSync(join(folder, 'long.jsonl'), `${JSON.stringify({ feature: 7, notes: 'x'.repeat(10_000_000) })}\n`)
    expect(await refused('label', 'p.loupe', '--from', 'long.jsonl')).toMatchObject({ code: 'malformed' })
    expect(await refused('label', 'p.loupe', '7', '--text', 'x'.repeat(2_001))).toMatchObject({ code: 'usage' })
    expect(await refused('label', 'p.loupe', '7', '--tag', 'x'.repeat(81))).toMatchObject({ code: 'usage' })
    const { edits } = await told<{ edits: unknown[] }>('labels', 'history', 'p.loupe', '7')
    expect(edits).toEqual([])
  })
})
