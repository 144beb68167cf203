import { describe, expect, it } from 'vitest'
import {
  fieldTerm,
  filterFromTerms,
  isComplete,
  termsOfFilter,
  withoutTerm,
  withTerm
} from '../../../../../renderer/widgets/filter-field/terms'

describe('terms of a filter', () => {
  it('tell comparisons, fields and words apart', () => {
    expect(termsOfFilter('density<1e-4 max>=2 status:pending tag:"two words" "a phrase" word')).toEqual([
      { text: 'density<1e-4', kind: 'comparison', name: 'density', operator: '<', value: '1e-4' },
      { text: 'max>=2', kind: 'comparison', name: 'max', operator: '>=', value: '2' },
      { text: 'status:pending', kind: 'field', name: 'status', operator: ':', value: 'pending' },
      { text: 'tag:"two words"', kind: 'field', name: 'tag', operator: ':', value: 'two words' },
      { text: '"a phrase"', kind: 'words', name: '', operator: '', value: 'a phrase' },
      { text: 'word', kind: 'words', name: '', operator: '', value: 'word' }
    ])
  })

  it('may name a category in brackets', () => {
    expect(
      termsOfFilter('f1(domain=scripture)>0.8 lift(domain="csv numbers")>2').map(({ name, operator, value }) => [
        name,
        operator,
        value
      ])
    ).toEqual([
      ['f1(domain=scripture)', '>', '0.8'],
      ['lift(domain="csv numbers")', '>', '2']
    ])
    expect(isComplete('f1(domain=scripture)>')).toBe(false)
  })

  it('give back the text they were made of, one space between', () => {
    const text = 'density<1e-4   "open phrase'
    expect(filterFromTerms(termsOfFilter(text))).toBe('density<1e-4 "open phrase')
  })

  it('are none for empty text', () => {
    expect(termsOfFilter('   ')).toEqual([])
  })

  it('become chips only when they have their value and no open quote', () => {
    expect(['max>', 'tag:', '"two', '', 'max>2', 'word', '"two words"'].map(isComplete)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true
    ])
  })

  it('may have spaces around a comparison while it is typed', () => {
    expect(termsOfFilter('density > 0.5% max >=2 he').map((term) => term.text)).toEqual(['density>0.5%', 'max>=2', 'he'])
    expect(['density ', 'density > ', 'Max', 'density > 0.5%', 'noun '].map(isComplete)).toEqual([
      false,
      false,
      false,
      true,
      true
    ])
  })

  it('quote a value that holds spaces or quotes, and read it again', () => {
    expect([fieldTerm('tag', 'code'), fieldTerm('tag', 'two words')]).toEqual(['tag:code', 'tag:"two words"'])
    const term = fieldTerm('tag', 'say "hi" \\')
    expect(termsOfFilter(`${term} next`).map(({ value }) => value)).toEqual(['say "hi" \\', 'next'])
  })

  it('can be taken out again', () => {
    expect(withoutTerm('max>2 tag:"two words" x', 'tag:"two words"')).toBe('max>2 x')
  })

  it('take a term more in place of one of the same field', () => {
    expect(withTerm('max>2 tag:code', 'tag:syntax')).toBe('max>2 tag:syntax')
    expect(withTerm('tag:code', 'tag:syntax', false)).toBe('tag:code tag:syntax')
    expect(withTerm('max>2', 'max>2')).toBe('max>2')
    expect(withTerm('', 'dead:no')).toBe('dead:no')
  })
})
