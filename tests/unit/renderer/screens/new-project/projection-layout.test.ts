/** Dots of the first look: one scale, in the frame, found under the pointer. */
import { expect, it } from 'vitest'
import { nearestPoint, placePoints } from '../../../../../renderer/screens/new-project/projection-layout'

const space = { width: 100, height: 60, margin: 10 }

it('has one scale for both axes and y upwards', () => {
  const { points, origin } = placePoints([-4, 4, 0], [0, 0, 2], space)
  expect([...points]).toEqual([10, 40, 90, 40, 50, 20])
  expect(origin).toEqual({ x: 50, y: 40 })
})

it('keeps rows far outside at the edge, without shrinking the bulk', () => {
  const x = [...Array.from({ length: 2000 }, (_, i) => (i % 11) - 5), 1e6]
  const { points } = placePoints(
    x,
    x.map(() => 0),
    space
  )
  expect([points[0], points[20], points[4000]]).toEqual([10, 90, 99])
})

it('puts rows that are all alike into the middle', () => {
  expect([...placePoints([3, 3], [1, 1], space).points]).toEqual([50, 30, 50, 30])
})

it('finds the nearest dot within reach', () => {
  const points = Float32Array.of(10, 10, 20, 10)
  expect(nearestPoint(points, 17, 10, 8)).toBe(1)
  expect(nearestPoint(points, 60, 10, 8)).toBe(-1)
})
