/** What was found in the files of a dictionary, in words with who says so. */
import { expect, it } from 'vitest'
import type { DictionaryReport } from '../../../../../../contract/records/dictionary-report'
import { fitFacts, foundFacts, guessedFacts, shapeOf } from '../../../../../../renderer/screens/runs/import/found-words'

const report: DictionaryReport = {
  format: 'saev',
  files: ['/x/sae.pt'],
  architecture: 'topk',
  kind: 'sae',
  dIn: 768,
  dSae: 12_288,
  dOut: 768,
  k: 32,
  applyBDecToInput: true,
  hook: 'blocks.6',
  tensors: [],
  findings: [
    { what: 'architecture', value: 'topk', source: 'config' },
    { what: 'b_dec subtracted from the input', value: 'true', source: 'guessed' }
  ],
  unused: [],
  warnings: []
}

it('says what it is, and who says so', () => {
  const facts = foundFacts(report)
  const of = (label: string) => facts.find((fact) => fact.label === label)
  expect(of('Format')).toEqual({ label: 'Format', value: 'saev' })
  expect(of('Architecture')).toEqual({ label: 'Architecture', value: 'topk, k 32', source: 'config' })
  expect(of('Features')?.value).toBe('12,288')
  expect(of('Hook')?.value).toBe('blocks.6')
  expect(of('b_dec subtracted')).toBeUndefined()
  expect(of('b_dec subtracted from the input')).toEqual({
    label: 'b_dec subtracted from the input',
    value: 'yes',
    source: 'guessed'
  })
  expect(foundFacts({ ...report, findings: [] }).find(({ label }) => label === 'b_dec subtracted')?.value).toBe('yes')
})

it('tells guesses apart, since they must be confirmed', () => {
  expect(guessedFacts(report)).toEqual(['b_dec subtracted from the input: yes'])
  expect(guessedFacts({ ...report, findings: report.findings.slice(0, 1) })).toEqual([])
})

it('writes the fit, also where there is no variance', () => {
  const facts = fitFacts({ rows: 2048, l0: 31.5, deadShare: 0.25 })
  expect(facts.map(({ value }) => value)).toEqual(['2,048', '–', '31.5', '25.0 %'])
})

it('finds the shape of a tensor, also of one number', () => {
  const tensors = [
    { name: 'up', shape: [16, 64] },
    { name: 'theta', shape: [] }
  ]
  expect([shapeOf('up', tensors), shapeOf('theta', tensors), shapeOf('none', tensors)]).toEqual(['16 × 64', 'one number', '–'])
})
