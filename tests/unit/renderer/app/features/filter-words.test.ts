import { describe, expect, it } from 'vitest'
import { categoryTerms } from '../../../../../renderer/app/features/filter-words'

describe('categories in the filter', () => {
  it('are those of label columns, in quotes where they need them', () => {
    const columns = [
      { name: 'domain', role: 'label' as const, categories: ['scripture', 'csv numbers'] },
      { name: 'split', role: 'split' as const, categories: ['train'] },
      { name: 'a=b', role: 'label' as const, categories: ['say "x"'] },
      { name: 'year', role: 'label' as const }
    ]
    expect(categoryTerms(columns)).toEqual(['domain=scripture', 'domain="csv numbers"', '"a=b"="say \\"x\\""'])
  })
})
