import { describe, expect, it } from 'vitest'
import { mapPicture, mapRows } from '../../../../../../renderer/screens/explore/map/map-output'
import { svgOf } from '../../../../../../renderer/widgets/picture/svg'
import { colors } from '../../../widgets/picture/colors'

const dots = {
  positions: Float32Array.of(0, 0, 1, 0.5, 2, 1, Number.NaN, Number.NaN),
  groups: Uint32Array.of(0, 1, 0, 0),
  coloring: { colors: Uint8Array.of(0, 1, 255, 0), legend: ['group 1, 3', 'group 2, 1'] },
  shown: Uint8Array.of(1, 1, 0, 1)
}

describe('a saved map', () => {
  it('is a table of places, groups and colors', () => {
    expect(mapRows(dots).slice(0, 4)).toEqual([
      ['feature', 'x', 'y', 'group', 'color', 'in_list'],
      [0, 0, 0, 1, 'group 1, 3', 1],
      [1, 1, 0.5, 2, 'group 2, 1', 1],
      [2, 2, 1, 1, undefined, 0]
    ])
  })

  it('is a picture with a dot for each feature that has a place, and the legend', () => {
    const picture = mapPicture({ title: 'a map', caption: 'UMAP, seed 0', dots, colors })
    const marks = picture.shapes.filter((shape) => shape.kind === 'mark')
    expect(marks.filter(({ radius }) => radius < 2).map(({ fill }) => fill)).toEqual([
      colors.line,
      colors.runs[0],
      colors.runs[1]
    ])
    for (const { x, y } of marks) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(picture.width)
      expect(y).toBeLessThan(picture.height)
    }
    expect(svgOf(picture)).toMatch(/UMAP, seed 0[\s\S]*group 2, 1/)
  })
})
