/** A file of labels in words, and why nothing can be imported yet. */
import { expect, it } from 'vitest'
import type { LabelFileLook } from '../../../../../contract/records/label-file'
import { lookFacts, missing, outcomeWords } from '../../../../../renderer/app/label-files/label-file-words'

const look: LabelFileLook = {
  format: 'neuronpedia',
  labels: 3,
  features: 2,
  empty: 0,
  fresh: 1,
  bad: 0,
  problems: [],
  sources: [],
  sample: []
}

it('counts labels and the features that nobody touched', () => {
  expect(lookFacts(look).map(({ value }) => value)).toEqual(['explanations of Neuronpedia', '3 of 2 features', '1'])
  expect(lookFacts({ ...look, empty: 4, bad: 5 })).toHaveLength(5)
})

it('says what is still to be chosen', () => {
  expect(missing(look, undefined, false)).toBeUndefined()
  expect(missing({ ...look, format: 'annotations' }, undefined, false)).toContain('one annotator')
  expect(missing({ ...look, format: 'table', used: { feature: 'id' } }, undefined, false)).toContain('columns')
  const several = { ...look, sources: [{ name: 'a', labels: 1 }] }
  expect(missing(several, undefined, false)).toContain('several')
  expect(missing(several, 'a', false)).toBeUndefined()
  expect(missing({ ...look, bad: 1 }, undefined, false)).toContain('can not be used')
  expect(missing({ ...look, bad: 1 }, undefined, true)).toBeUndefined()
  expect(missing({ ...look, labels: 0 }, undefined, true)).toContain('no labels')
})

it('says what came of it', () => {
  expect(outcomeWords({ labeled: 2, suggested: 1, unchanged: 0, leftOut: 0 })).toBe('2 features labeled, 1 suggestion added.')
  expect(outcomeWords({ labeled: 0, suggested: 0, unchanged: 3, leftOut: 1 })).toBe('3 were there already, 1 row left out.')
})
