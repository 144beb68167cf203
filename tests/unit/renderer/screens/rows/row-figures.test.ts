import { describe, expect, it } from 'vitest'
import type { RowExplanation } from '../../../../../contract/records/row'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import {
  activeCitation,
  dimensionFigure,
  inputsFigure,
  missFigures,
  moveFigures,
  nearFigure,
  rowCitation,
  rowSource,
  writeFigure
} from '../../../../../renderer/screens/rows/row-figures'
import { shareRows } from '../../../../../renderer/screens/rows/row-output'
import { rowPicture } from '../../../../../renderer/screens/rows/row-picture'
import { svgOf } from '../../../../../renderer/widgets/picture/svg'
import { colors } from '../../widgets/picture/colors'

const missed = { norm: 10, squaredError: 4, fvu: 0.2, errorShare: 0.04, cosine: 0.98, dimensions: [] }
const explanation: RowExplanation = {
  run: 'r',
  step: 20,
  kind: 'sae',
  context: { row: 1_000, source: 'doc 3:14', use: 'train', tokens: [' cat'], peak: 0, labels: {} },
  active: 3,
  features: [
    { feature: 7, value: 2, share: 0.75, label: 'a, cat' },
    { feature: 9, value: 1, share: -0.25, label: '' }
  ],
  norm: 9,
  missed,
  nearest: { rows: [{ row: 4, cosine: 0.5, source: 'doc 1', before: '', token: 'dog' }], exact: false }
}
const source = rowSource(explanation, undefined)
const moved = { features: [{ feature: 7, before: 2, after: 0 }], norm: 3, relative: 0.3, cosine: 0.9, dimensions: [], missed }

describe('the numbers of an explained row', () => {
  it('each say what they are, and of which row, run and step', () => {
    const figures = [
      ...missFigures(missed, explanation, source),
      ...moveFigures(moved, explanation, source),
      nearFigure(explanation.nearest.rows[0], explanation, source),
      dimensionFigure(3, '0.52', 'reconstruction', explanation, source),
      writeFigure({ feature: 7, write: 0.5 }, 3, explanation, source),
      inputsFigure([{ dimension: 2, write: 0.25 }], 3, explanation, source)
    ]
    for (const figure of figures) expect(citationOf(figure)).toMatch(/^Row 1,000: .+ \(.+; row 1,000 \(doc 3:14\); run , step 20/)
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length)
    expect(moveFigures(moved, explanation, source)[0].explanation).toContain('features set: 7 to 0')
    expect(nearFigure(explanation.nearest.rows[0], explanation, source).explanation).toContain('were left out while looking')
  })

  it('are cited by feature and by row', () => {
    expect(activeCitation(explanation.features[0], explanation, source)).toMatch(
      /^Feature 7 “a, cat” on row 1000: activation 2, share 75\.0 % \(Signed part.*step 20/
    )
    expect(rowCitation(explanation, source)).toMatch(
      /^Row 1000 \(doc 3:14\): 7 “a, cat” 75\.0 %, 9 −25\.0 % of the reconstruction, FVU 0\.2 \(/
    )
  })

  it('are saved as a table with what was changed, and as bars', () => {
    expect(shareRows(explanation.features, new Map([[9, 0]]))).toEqual([
      ['feature', 'label', 'activation', 'set_to', 'share'],
      [7, 'a, cat', 2, undefined, 0.75],
      [9, '', 1, 0, -0.25]
    ])
    const picture = rowPicture({ title: 'row 1,000', features: explanation.features, hidden: 1, colors })
    const bars = picture.shapes.filter((shape) => shape.kind === 'box')
    expect(bars.map(({ width }) => Math.round(width))).toEqual([208, 69])
    expect(bars[0].x).toBe(bars[1].x + bars[1].width)
    expect(svgOf(picture)).toContain('1 more with smaller shares')
  })
})
