import { describe, expect, test } from 'vitest'
import type { Agreement, Annotator, ImportPreview } from '../../../../../contract/records/annotator'
import { agreementFacts, agreementRows } from '../../../../../renderer/app/people/agreement-report'
import { previewFacts, replaces, unknownWords } from '../../../../../renderer/app/people/import-words'
import { defaultPair } from '../../../../../renderer/app/people/review-pair'

const preview: ImportPreview = {
  author: 'Bea',
  run: 'other',
  labels: 40,
  labeled: 30,
  notInterpretable: 10,
  unknown: [],
  earlier: { labels: 0, changed: 0, gone: 0 },
  alsoHere: 0,
  conflicts: 3,
  same: 5,
  onlyInFile: 32
}

describe('what a file would bring', () => {
  test('is told in counts; what does not apply is left out', () => {
    expect(previewFacts(preview).map(([label]) => label)).toEqual([
      'Written for the run',
      'Labels',
      'As in the project',
      'Different from the project',
      'Only in the file'
    ])
    const again = { ...preview, alsoHere: 2, earlier: { labels: 9, changed: 1, gone: 2 } }
    expect(previewFacts(again).slice(-2)).toEqual([
      ['Also labeled here by them', '2; of each the later one counts'],
      ['Imported before', '9; 1 change, 2 go']
    ])
    expect([replaces(preview), replaces(again)]).toEqual([false, true])
  })

  test('names features that the run does not have, the first of many', () => {
    expect(unknownWords(preview, 'topk', 64)).toBeUndefined()
    const many = Array.from({ length: 30 }, (_, place) => 64 + place)
    expect(unknownWords({ ...preview, unknown: many }, 'topk', 64)).toMatch(
      /^30 features of the file are not in topk, which has 0 to 63: 64, .*, 75 …\./
    )
  })
})

describe('whose labels are reviewed first', () => {
  const one = (author: string, imported = false): Annotator => ({ author, imported, labels: 1, lastAt: 1 })

  test('is oneself and who was imported', () => {
    const all = [one('Ada'), one('Ada (repeat)'), one('Bea'), one('Cid', true)]
    expect(defaultPair(all, 'Ada')).toEqual({ one: 'Ada', other: 'Cid' })
    expect(defaultPair(all, 'nobody')).toEqual({ one: 'Ada', other: 'Cid' })
  })

  test('is oneself and the repeat where there is nobody else; of one alone nobody', () => {
    expect(defaultPair([one('Ada'), one('Ada (repeat)')], 'Ada')).toEqual({ one: 'Ada', other: 'Ada (repeat)' })
    expect(defaultPair([one('Ada')], 'Ada')).toBeUndefined()
  })
})

describe('an agreement', () => {
  const kappa = { kappa: 0.4, observed: 0.7, expected: 0.5, count: 50 }
  const agreement: Agreement = {
    both: 50,
    onlyOne: 2,
    onlyOther: 3,
    status: kappa,
    tags: { kappa: null, observed: 1, expected: 1, count: 10 },
    byTag: [{ tag: 'syntax', ...kappa }],
    meaning: { compared: 9, identical: 4, judgedSame: 2, judgedDifferent: 2, notJudged: 1, share: 0.75 }
  }

  test('says each number with its definition and counts', () => {
    const facts = agreementFacts(agreement, ['Ada', 'Bea'])
    expect(facts.map(({ value }) => value)).toEqual(['50', '0.40', 'not defined', '75.0 %'])
    expect(facts[0].definition).toContain('Only Ada: 2; only Bea: 3.')
    expect(facts[1].definition).toContain('Observed 0.700, expected 0.500, over 50 features.')
    expect(facts[3].definition).toContain('4 the same text, 2 judged the same, 2 judged different; 1 of 9 not judged yet')
  })

  test('is a table of one width', () => {
    const rows = agreementRows(agreement)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([5]))
    expect(rows).toContainEqual(['kappa_status', 0.4, 0.7, 0.5, 50])
    expect(rows).toContainEqual(['kappa_tag syntax', 0.4, 0.7, 0.5, 50])
    expect(rows).toContainEqual(['same_meaning', 0.75, undefined, undefined, 8])
  })
})
