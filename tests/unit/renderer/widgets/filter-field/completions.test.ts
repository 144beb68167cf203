import { describe, expect, it } from 'vitest'
import { completionsFor, type FilterWord } from '../../../../../renderer/widgets/filter-field/completions'

const words: FilterWord[] = [
  { name: 'density', detail: 'share of rows', comparisons: ['>0.01', '<0.001'] },
  { name: 'dead', detail: 'no row made it fire', values: ['yes', 'no'] },
  { name: 'tag', detail: 'a tag', values: ['syntax', 'two words'] },
  { name: 'f1', detail: 'F1 on a category', inside: ['domain=scripture', 'domain=python_code'] }
]

const texts = (draft: string) => completionsFor(draft, words).map(({ text }) => text)

describe('completions of a filter', () => {
  it('begin with the names of fields', () => {
    expect(texts('de')).toEqual(['density', 'dead:'])
    expect(texts('')).toEqual(['density', 'dead:', 'tag:', 'f1('])
  })

  it('go on with what a field is compared with', () => {
    expect(texts('density')).toEqual(['density>0.01', 'density<0.001'])
    expect(texts('density<')).toEqual(['density<0.001'])
    expect(texts('density<5')).toEqual([])
  })

  it('go on with the values of a field, found anywhere in them and quoted where they need it', () => {
    expect(texts('dead')).toEqual(['dead:yes', 'dead:no'])
    expect(texts('tag:')).toEqual(['tag:syntax', 'tag:"two words"'])
    expect(texts('tag:wor')).toEqual(['tag:"two words"'])
  })

  it('offer nothing that stands there already, so that Enter means the filter', () => {
    expect(texts('dead:no')).toEqual([])
    expect(texts('f1(domain=scripture)>0.8')).toEqual([])
  })

  it('know what stands in brackets', () => {
    expect(texts('f1(scr')).toEqual(['f1(domain=scripture)>'])
  })

  it('keep what was typed before, and leave words in quotes alone', () => {
    expect(texts('word dea')).toEqual(['word dead:'])
    expect(texts('"dea')).toEqual([])
  })
})
