import { describe, expect, it } from 'vitest'
import type { FeatureRow } from '../../../../../contract/records/feature'
import { tsvFromRows } from '../../../../../renderer/screens/explore/rows-as-tsv'

const row: FeatureRow = {
  feature: 949,
  density: 0.0214,
  activeRows: 856,
  mean: 1.76,
  max: 8.15,
  mass: 0.0008,
  nearestCosine: 0.3,
  label: 'verb of\texpulsion\nor violence',
  status: 'labeled',
  tags: ['semantic', 'syntax'],
  spark: [],
  peak: { before: 'cast', token: ' out\n' }
}

describe('copied rows', () => {
  it('have a head and one line per feature with plain numbers', () => {
    expect(tsvFromRows([row])).toBe(
      'feature\tstatus\tlabel\ttags\tpeak_token\tdensity\tmean\tmax\tnearest_cosine\tmass\n' +
        '949\tlabeled\tverb of expulsion or violence\tsemantic, syntax\t out↵\t0.0214\t1.76\t8.15\t0.3\t0.0008\n'
    )
  })

  it('leave the peak of a dead feature empty', () => {
    expect(
      tsvFromRows([{ ...row, peak: undefined }])
        .split('\n')[1]
        ?.split('\t')[4]
    ).toBe('')
  })
})
