/** What the new-project screen says: what is missing, the split, the findings, the file line, tokens. */
import { describe, expect, it } from 'vitest'
import type { Finding, Inspection } from '../../../../../contract/records/inspection'
import { whatIsMissing } from '../../../../../renderer/screens/new-project/draft-head'
import { fileWords } from '../../../../../renderer/screens/new-project/file-list'
import { findingWords } from '../../../../../renderer/screens/new-project/findings'
import { randomRows } from '../../../../../renderer/screens/new-project/preview-table'
import { splitChoices, splitWords } from '../../../../../renderer/screens/new-project/project-form'
import { visibleToken } from '../../../../../renderer/screens/new-project/visible-token'

const finding = (level: Finding['level']): Finding => ({ id: level, level, title: '', detail: '', remedies: [] })

function inspected(more: Partial<Inspection> = {}): Inspection {
  const activations = { rows: 40_000 } as Inspection['activations']
  const rowTable = { documents: 315 } as Inspection['rowTable']
  return { files: [], findings: [], preview: [], valid: true, activations, rowTable, ...more }
}

describe('what keeps a project from being made', () => {
  const ready = { inspection: inspected(), name: 'A', folder: '/a.loupe' }

  it.each([
    [ready, undefined],
    [{ ...ready, inspection: null }, 'No files yet'],
    [{ ...ready, inspection: inspected({ activations: undefined }) }, 'No activations among these files'],
    [{ ...ready, inspection: inspected({ valid: false, findings: [finding('error')] }) }, '1 problem to settle'],
    [{ ...ready, name: '  ' }, 'The project needs a name'],
    [{ ...ready, folder: '' }, 'The project needs a folder']
  ])('%#', (draft, words) => {
    expect(whatIsMissing(draft)).toBe(words)
  })
})

describe('the split', () => {
  it('goes by document first where there are documents', () => {
    expect(splitChoices(inspected())[0]).toEqual({ rule: { by: 'document', every: 10 }, label: 'every 10th document' })
    expect(splitChoices(inspected({ rowTable: undefined }))[0].rule).toEqual({ by: 'row', every: 10 })
  })

  it('is what a column of the table says, where one does', () => {
    const column = (name: string, role: 'split' | 'label', categories: string[]) => ({
      name,
      role,
      kind: 'category' as const,
      categories
    })
    const columns = [
      column('lang', 'label', ['en', 'de']),
      column('half', 'label', ['train', 'test']),
      column('set', 'split', ['train', 'val', ''])
    ]
    const choices = splitChoices(inspected({ rowTable: { documents: 0, columns } as unknown as Inspection['rowTable'] }))
    expect(choices.slice(0, 3).map(({ rule }) => rule.column)).toEqual(['set', 'half', undefined])
    expect(splitWords(choices[0].rule, inspected())).toMatch(/“set” calls validation/)
  })

  it('says how many rows it costs, and only about where documents decide', () => {
    expect(splitWords({ by: 'row', every: 10 }, inspected())).toBe('36,000 rows train, 4,000 validate.')
    expect(splitWords({ by: 'document', every: 10 }, inspected())).toMatch(/^About 36,000 rows train, about 4,000 validate\./)
    expect(splitWords({ by: 'none', every: 10 }, inspected())).toMatch(/^40,000 rows train\./)
  })
})

it('counts findings by what they ask of the person', () => {
  expect(findingWords([finding('warning'), finding('information'), finding('warning')])).toBe(
    '2 to decide, 1 for your information'
  )
})

it('counts a proposal among what is to decide', () => {
  expect(findingWords([finding('information')], 1)).toBe('1 to decide, 1 for your information')
})

it('describes a file in one line', () => {
  const seen = {
    path: '/a.npy',
    name: 'a.npy',
    format: 'npy',
    sizeBytes: 43_900_000,
    role: 'activations' as const,
    array: 'a',
    arrays: [{ name: 'a', dtype: 'f16' as const, shape: [40_000, 576] }],
    rows: 40_000,
    columns: [],
    remark: ''
  }
  expect(fileWords({ path: '/a.npy', included: true, seen })).toBe('npy · f16 · 40,000 × 576 · 43.9 MB')
})

describe('tokens', () => {
  it.each([
    [' result', '·result'],
    ['\n  ', '↵··'],
    ['\t', '⇥'],
    ['', '∅'],
    ['a b', 'a b']
  ])('%j is shown as %s', (text, shown) => {
    expect(visibleToken(text)).toBe(shown)
  })
})

describe('random rows', () => {
  it('are distinct, in range and ascending', () => {
    const values = [0.5, 0.5, 0.99, 0]
    expect(randomRows(100, 3, () => values.shift() ?? 0)).toEqual([0, 50, 99])
  })

  it('are never more than there are', () => {
    expect(randomRows(2, 12)).toEqual([0, 1])
  })
})
