/** Roles of columns by their names. */
import { expect, it } from 'vitest'
import { columnRoles, isAboutRow } from '../../../../main/datasets/column-roles'

const roles = (...columns: string[]): Record<string, string> => Object.fromEntries(columnRoles(columns))

it('knows the names that people give', () => {
  expect(roles('token', 'token_id', 'doc', 'pos', 'domain')).toEqual({
    token: 'token',
    token_id: 'token-id',
    doc: 'document',
    pos: 'position',
    domain: 'label'
  })
  expect(roles('Token Text', 'Doc-ID', 'Position', 'input_ids')).toEqual({
    'Token Text': 'token',
    'Doc-ID': 'document',
    Position: 'position',
    input_ids: 'token-id'
  })
})

it('gives each role once, to the best name', () => {
  expect(roles('text', 'token', 'word')).toEqual({ text: 'label', token: 'token', word: 'label' })
  expect(roles('doc_id', 'document')).toEqual({ doc_id: 'label', document: 'document' })
})

it('tells numbers about a row from its activations', () => {
  expect(['pos', 'Doc', 'label', 'row', 'a0', 'dim_3', 'x0'].map(isAboutRow)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false
  ])
})

it('keeps the first 64 label columns', () => {
  const names = Array.from({ length: 70 }, (_, index) => `c${index}`)
  const found = [...columnRoles(['token', ...names]).values()]
  expect(found).toEqual(['token', ...new Array<string>(64).fill('label'), ...new Array<string>(6).fill('unused')])
})
