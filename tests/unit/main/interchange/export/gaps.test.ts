import { describe, expect, it } from 'vitest'
import { type GapFacts, knownGaps, proofGaps } from '../../../../../main/interchange/export/gaps'
import { countFeature, createLabelCounts } from '../../../../../main/interchange/export/label-counts'
import { factsOf, materialFor, pending, randomDictionary } from '../material'

/** Everything done: labeled, analyzed, finished, named. */
function faultless(): GapFacts {
  const { origin, scope } = materialFor('', randomDictionary({ seed: 1, dIn: 2, dSae: 2 }))
  const counts = createLabelCounts()
  const label = { ...pending, status: 'labeled' as const }
  countFeature(counts, { feature: 0, label, facts: factsOf(0, { mass: 0.75 }) }, true)
  countFeature(counts, { feature: 1, label, facts: factsOf(1, { mass: 0.25 }) }, true)
  origin.data = { ...origin.data, leftOut: 0 }
  return { origin, scope, counts, metadata: { hookName: 'blocks.15' } }
}

describe('the known gaps of an export', () => {
  it('are none when nothing is missing', () => {
    expect(knownGaps(faultless())).toEqual([])
  })

  it('name what labels lack', () => {
    const facts = faultless()
    facts.counts.byStatus = { pending: 2439, draft: 1, labeled: 1751, 'not-interpretable': 322, flagged: 0, later: 18 }
    facts.counts.total = 4513
    facts.counts.withFacts = 4513
    facts.counts.written = 4512
    facts.counts.massLabeled = 0.4621
    facts.counts.silent = 14
    expect(knownGaps(facts)).toEqual([
      '2,439 features of 4,513 without a label.',
      '322 features not interpretable.',
      '1 label still a draft.',
      '18 features put off until later.',
      '1 feature not listed: their status was left out.',
      '14 features never active on the data.',
      '53.8 % of the activation mass is without a label.'
    ])
  })

  it('name what run, data and proof lack', () => {
    const facts = faultless()
    facts.origin.run = { ...facts.origin.run, step: 400 }
    facts.origin.data = { ...facts.origin.data, leftOut: 2, validationRows: 0 }
    facts.metadata = {}
    facts.analysisStep = 200
    expect(knownGaps(facts)).toEqual([
      'Facts and examples are from step 200, the weights from step 400.',
      'The weights are from step 400 of 600.',
      '2 rows left out of training and validation.',
      'No rows were set aside: there are no validation values.',
      'Model and hook of the activations are not known to Loupe: the files do not name them.'
    ])
    expect(proofGaps({ tied: 3, relativeDifference: 0.0021, type: 'f32' })).toEqual([
      '3 rows not compared: which features fire hangs on rounding there.',
      'The training backend differs from the written weights by up to 2.1e-3 of the scale.'
    ])
    expect(proofGaps({ tied: 0, relativeDifference: 0.0021, type: 'f16' })).toEqual([
      'Weights are rounded to f16: activations and reconstructions differ by up to 2.1e-3 of the scale.'
    ])
    expect(proofGaps({ tied: 0, relativeDifference: 1e-7, type: 'f32' })).toEqual([])
  })
})
