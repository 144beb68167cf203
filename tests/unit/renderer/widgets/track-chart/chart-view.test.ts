/** Tests of the ways to look at the tracks: marker, smoothing, zoom, axes. */
import { describe, expect, it } from 'vitest'
import {
  changeSmoothing,
  flipScale,
  initialView,
  markerToStart,
  moveMarker,
  moveTrack,
  switchAxis,
  zoomTo
} from '../../../../../renderer/widgets/track-chart/chart-view'

const steps = Float64Array.of(1, 2, 3, 10, 20)

describe('the marker', () => {
  it('starts at the latest point and walks the recorded steps', () => {
    const back = moveMarker(initialView, steps, -1)
    expect(back.marker).toBe(10)
    expect(moveMarker(back, steps, -10).marker).toBe(1)
    expect(moveMarker(moveMarker(back, steps, -10), steps, 2).marker).toBe(3)
  })

  it('follows the latest again when it is moved past the end', () => {
    expect(moveMarker({ ...initialView, marker: 10 }, steps, 10).marker).toBeNull()
  })

  it('snaps a step that was not recorded to the nearest one', () => {
    expect(moveMarker({ ...initialView, marker: 9 }, steps, -1).marker).toBe(3)
  })

  it('stays where it is when nothing was recorded', () => {
    expect(moveMarker(initialView, new Float64Array(), 1)).toBe(initialView)
    expect(markerToStart(initialView, new Float64Array())).toBe(initialView)
    expect(markerToStart(initialView, steps).marker).toBe(1)
  })
})

describe('smoothing', () => {
  it('moves in hundredths between 0 and 0.99', () => {
    expect(changeSmoothing(initialView, 5).smoothing).toBe(0.65)
    expect(changeSmoothing({ ...initialView, smoothing: 0.98 }, 5).smoothing).toBe(0.99)
    expect(changeSmoothing({ ...initialView, smoothing: 0.02 }, -5).smoothing).toBe(0)
  })
})

describe('zoom', () => {
  it('takes its ends in any order and refuses what is too small to hold anything', () => {
    expect(zoomTo(initialView, { from: 300, to: 100 }, 2).zoom).toEqual({ from: 100, to: 300 })
    expect(zoomTo(initialView, { from: 100, to: 101 }, 2)).toBe(initialView)
  })

  it('is given up when the axis changes, since steps and seconds have nothing in common', () => {
    const zoomed = zoomTo(initialView, { from: 1, to: 9 }, 2)
    expect(switchAxis(zoomed)).toEqual({ ...initialView, axis: 'time' })
    expect(switchAxis(switchAxis(zoomed)).axis).toBe('step')
  })
})

describe('tracks', () => {
  it('flip their axis and back', () => {
    const flipped = flipScale(flipScale(initialView, 'loss'), 'l0')
    expect(flipped.flipped).toEqual(['loss', 'l0'])
    expect(flipScale(flipped, 'loss').flipped).toEqual(['l0'])
  })

  it('are walked from the first to the last and no further', () => {
    const ids = ['loss', 'l0', 'dead']
    const first = moveTrack(initialView, ids, 1)
    expect(first.activeTrack).toBe('loss')
    expect(moveTrack(moveTrack(first, ids, 1), ids, 5).activeTrack).toBe('dead')
    expect(moveTrack(first, ids, -1).activeTrack).toBe('loss')
    expect(moveTrack(initialView, [], 1).activeTrack).toBeNull()
  })
})
