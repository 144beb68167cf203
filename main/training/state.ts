/** The density window to and from the tensors of a checkpoint. */
import type { Tensors } from '../../contract/records/arrays'
import type { DensityWindow } from '../maths/density-window'

export function tensorsFromDensity(window: DensityWindow): Tensors {
  const parts = window.rows.length
  return {
    'density.fired': { shape: [parts, window.dSae], data: window.fired.slice() },
    'density.rows': { shape: [parts], data: window.rows.slice() },
    'density.place': { shape: [2], data: Float32Array.of(window.current, window.stepsInCurrent) }
  }
}

/** Fills a fresh window; one whose size has changed stays empty and fills anew. */
export function densityFromTensors(window: DensityWindow, tensors: Tensors): void {
  const { 'density.fired': fired, 'density.rows': rows, 'density.place': place } = tensors
  if (fired?.data.length !== window.fired.length || rows?.data.length !== window.rows.length || !place) return
  window.fired.set(fired.data)
  window.rows.set(rows.data)
  window.current = place.data[0]
  window.stepsInCurrent = place.data[1]
}
