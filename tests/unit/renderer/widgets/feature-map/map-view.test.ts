import { describe, expect, it } from 'vitest'
import { placesInView, viewWith, wholeMap, zoomed } from '../../../../../renderer/widgets/feature-map/map-view'

const frame = { width: 200, height: 100 }
const places = Float32Array.from([50, 25, 150, 75, Number.NaN, Number.NaN])

describe('the view of the map', () => {
  it('is the whole map at first', () => {
    expect(placesInView(places, wholeMap, frame)).toBe(places)
  })

  it('keeps the place under the pointer where it is', () => {
    const view = zoomed(zoomed(wholeMap, frame, 2, [50, 25]), frame, 3, [50, 25])
    expect(view.zoom).toBe(6)
    const seen = placesInView(places, view, frame)
    expect(seen[0]).toBeCloseTo(50, 3)
    expect(seen[1]).toBeCloseTo(25, 3)
    expect(seen[2]).toBeCloseTo(50 + 6 * 100, 3)
    expect(seen[4]).toBeNaN()
  })

  it('never leaves the map, and zoomed out again it is whole', () => {
    const view = zoomed(wholeMap, frame, 2, [0, 0])
    expect(view).toEqual({ zoom: 2, x: 0.25, y: 0.25 })
    expect(zoomed(view, frame, 0.1, [200, 100])).toEqual(wholeMap)
    expect(zoomed(wholeMap, frame, 1e9, [0, 0]).zoom).toBe(64)
  })

  it('goes along with a point that is not in it, and stays for one that is', () => {
    const view = zoomed(wholeMap, frame, 4, [50, 25])
    expect(viewWith(view, frame, 52, 26)).toBe(view)
    expect(viewWith(view, frame, 150, 75)).toMatchObject({ zoom: 4, x: 0.75, y: 0.75 })
    expect(viewWith(view, frame, Number.NaN, Number.NaN)).toBe(view)
    expect(viewWith(wholeMap, frame, 150, 75)).toBe(wholeMap)
  })
})
