import { describe, expect, it } from 'vitest'
import { nearestPoint, placesOf, pointsInside, pointTowards } from '../../../../../renderer/widgets/feature-map/map-layout'

const positions = Float32Array.of(0, 0, 10, 0, 0, 20, 10, 20)

describe('places on the map', () => {
  it('fill the frame in equal scale on both axes', () => {
    const places = placesOf(positions, { width: 400, height: 228 })
    expect([...places]).toEqual([150, 14, 250, 14, 150, 214, 250, 214])
  })

  it('are the same for one point and none', () => {
    expect([...placesOf(Float32Array.of(3, 3), { width: 100, height: 60 })]).toEqual([50, 30])
    expect(placesOf(new Float32Array(), { width: 100, height: 60 })).toHaveLength(0)
  })

  it('leave out points without one', () => {
    const places = placesOf(Float32Array.of(Number.NaN, 0, 0, 0, 10, 10), { width: 128, height: 128 })
    expect([...places.slice(2)]).toEqual([14, 14, 114, 114])
  })
})

describe('points', () => {
  const places = Float32Array.of(10, 10, 50, 10, 52, 40, 10, 80)

  it('are found near the pointer only', () => {
    expect(nearestPoint(places, 48, 12, 8)).toBe(1)
    expect(nearestPoint(places, 30, 30, 8)).toBeUndefined()
  })

  it('inside a drawn line are those it goes around', () => {
    expect(pointsInside(places, [0, 0, 60, 0, 60, 20, 0, 20])).toEqual([0, 1])
    expect(pointsInside(places, [])).toEqual([])
  })

  it('follow each other by arrow keys', () => {
    expect(pointTowards(places, 0, 'right')).toBe(1)
    expect(pointTowards(places, 1, 'down')).toBe(2)
    expect(pointTowards(places, 0, 'up')).toBeUndefined()
  })
})
