/** Tests of the plane: axes, the Pareto edge, names that do not write over each other. */
import { describe, expect, it } from 'vitest'
import { svgOf } from '../../../../../renderer/widgets/picture/svg'
import {
  edgeNames,
  edgesOf,
  paretoEdge,
  placeLabels,
  placeOf,
  planeAxes,
  stairOf
} from '../../../../../renderer/widgets/plane-chart/plane-layout'
import { planePicture } from '../../../../../renderer/widgets/plane-chart/plane-shapes'
import type { PlanePoint } from '../../../../../renderer/widgets/plane-chart/types'
import { colors } from '../picture/colors'

const point = (id: string, x: number, y: number, edge = 'edge'): PlanePoint => ({
  id,
  name: id,
  x,
  y,
  slot: 0,
  form: 'circle',
  edge
})
const points = [point('a', 32, 0.8), point('b', 64, 0.86), point('c', 64, 0.7), point('d', 500, 0.85)]
const frame = { width: 500, height: 300 }

describe('planeAxes', () => {
  it('shows every dot, with powers of two and round steps', () => {
    const axes = planeAxes(points)
    for (const { x, y } of points) {
      const { left, top } = placeOf(axes, frame, x, y)
      expect(left > 0 && left < 500 && top > 0 && top < 300).toBe(true)
    }
    expect(axes.xTicks).toEqual([32, 64, 128, 256, 512])
    expect(axes.yTicks).toContain(0.8)
  })

  it('has something to show for one dot, for none, and for dots that all lie alike', () => {
    for (const some of [[], [points[0]], [points[0], point('e', 32, 0.8)]]) {
      const { x, y } = planeAxes(some)
      expect(x.low < x.high && y.low < y.high).toBe(true)
    }
  })
})

describe('the Pareto edge', () => {
  it('is of those that nobody beats with as few active features', () => {
    expect(paretoEdge(points).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(paretoEdge([point('x', 32, 0.7), point('y', 32, 0.8)]).map(({ id }) => id)).toEqual(['y'])
  })

  it('is drawn for each target that has several runs', () => {
    const mixed = [...points, point('t', 32, 0.5, 'other')]
    expect(edgesOf(mixed).map(({ name }) => name)).toEqual(['edge'])
  })

  it('goes up at its points and level between them', () => {
    const axes = planeAxes(points)
    const stair = stairOf(paretoEdge(points), axes, frame)
    const a = placeOf(axes, frame, 32, 0.8)
    const b = placeOf(axes, frame, 64, 0.86)
    expect(stair).toEqual([a.left, 300, a.left, a.top, b.left, a.top, b.left, b.top, 500, b.top])
  })
})

describe('names', () => {
  it('do not overlap each other, dots or the name of the edge, and stay inside', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => point(`run-${i}`, 30 + (i % 8), 0.7 + 0.002 * i))
    const axes = planeAxes(crowd)
    const labels = placeLabels(crowd, axes, frame, edgeNames(crowd, axes, frame))
    expect(labels.length).toBeGreaterThan(5)
    expect(labels.length).toBeLessThan(40)
    const areas = labels.map(({ name, left, top, anchor }) => {
      const width = name.length * 5.9
      const start = anchor === 'start' ? left : anchor === 'end' ? left - width : left - width / 2
      return [start, start + width, top - 6.5, top + 6.5]
    })
    for (const [i, [l, r, t, b]] of areas.entries()) {
      expect(l >= 0 && r <= 500 && t >= 0 && b <= 300).toBe(true)
      for (const [ol, or, ot, ob] of areas.slice(i + 1)) expect(l < or && ol < r && t < ob && ot < b).toBe(false)
    }
  })

  it('are given to the first points first', () => {
    const axes = planeAxes([points[0]])
    const twins = [point('first', 32, 0.8), ...Array.from({ length: 12 }, (_, i) => point(`twin-${i}`, 32, 0.8))]
    expect(placeLabels(twins, axes, frame)[0].id).toBe('first')
  })
})

describe('the saved picture', () => {
  it('has a dot and a name for each run, diamonds for transcoders, and the edge', () => {
    const transcoder: PlanePoint = { ...point('t', 40, 0.75), form: 'diamond' }
    const trail = { id: 'a', slot: 0, points: Float64Array.of(200, 0.1, 32, 0.8) }
    const svg = svgOf(planePicture({ title: 'Plane', points: [...points, transcoder], trails: [trail], colors }))
    expect(svg.match(/<circle /g)).toHaveLength(4)
    expect(svg.match(/<polygon /g)).toHaveLength(1)
    for (const name of ['a', 'b', 't', 'explained variance', 'L0, log', 'edge']) expect(svg).toContain(`>${name}</text>`)
    expect(svg).toContain('stroke-dasharray="1.5 2.5"')
  })
})
