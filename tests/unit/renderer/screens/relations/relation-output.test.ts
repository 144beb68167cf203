import { describe, expect, it } from 'vitest'
import type { RelationsAnswer } from '../../../../../contract/records/studies/relations'
import { linesOf } from '../../../../../renderer/screens/relations/lists'
import { relationCitation, relationOutput } from '../../../../../renderer/screens/relations/relation-output'
import { relationPicture } from '../../../../../renderer/screens/relations/relation-picture'
import { svgOf } from '../../../../../renderer/widgets/picture/svg'
import { colors } from '../../widgets/picture/colors'

const answer: RelationsAnswer = {
  kind: 'relations',
  features: 10,
  most: 5,
  least: 5,
  rows: { counted: 1_000, of: 1_000 },
  duplicates: {
    cosineAbove: 0.9,
    jaccardAbove: 0.5,
    sought: 10,
    count: 1,
    pairs: [{ a: 3, b: 7, cosine: 0.95, jaccard: 0.75 }]
  },
  dead: {
    count: 3,
    causes: { offset: 1, 'weak-encoder': 2 },
    covered: 1,
    coveredFrom: 0.9,
    sampleRows: 1_000,
    features: [{ feature: 4, cause: 'weak-encoder', offset: -0.5, encoderNorm: 0.01, margin: -0.25, nearest: 9, cosine: 0.95 }]
  }
}
const source = 'run a, step 20'

describe('what relations hand out', () => {
  it('is the list in view, as a table with the run in its name', async () => {
    const output = relationOutput('a', answer, 'duplicates')
    expect(output.name).toBe('a near-duplicates')
    expect(await output.csv()).toBe('feature_a,feature_b,cosine,jaccard\n3,7,0.95,0.75\n')
    expect(output.text().rows).toBe(1)
  })

  it('is a line to cite, of a pair and of a dead feature', () => {
    expect(relationCitation(linesOf(answer, 'duplicates')[0], answer, source)).toBe(
      'Features 3 and 7: decoder cosine 0.950, Jaccard 0.750 over 1,000 rows (run a, step 20)'
    )
    expect(relationCitation(linesOf(answer, 'dead')[0], answer, source)).toBe(
      'Feature 4: dead, likely cause weak encoder, greatest margin −0.25, nearest that fires 9, decoder cosine 0.950, over 1,000 rows (run a, step 20)'
    )
  })

  it('is a picture with a point per pair, in the middle for values in the middle of their ranges', () => {
    const { shapes } = relationPicture({ title: 'pairs', answer, list: 'duplicates', colors })
    const [point, ...others] = shapes.filter(({ kind }) => kind === 'mark')
    expect(others).toEqual([])
    expect(point).toMatchObject({ x: expect.closeTo(72 + 624 / 2, 6), y: expect.closeTo(72 + 240 / 2, 6) })
  })

  it('is a picture with a bar per cause, as long as the cause is frequent', () => {
    const picture = relationPicture({ title: 'dead', answer, list: 'dead', colors })
    const bars = picture.shapes.flatMap((shape) => (shape.kind === 'box' ? [shape.width] : []))
    expect(bars).toEqual([448, 0, 224, 0, 0])
    expect(svgOf(picture)).toContain('away from the data')
  })
})
