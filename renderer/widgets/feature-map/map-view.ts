/** What part of the map is in view: how far it is zoomed in, and which place stands in the middle. Pure. */
import type { MapFrame } from './map-layout'

/** `x`, `y`: the middle, as shares of the whole map. */
export interface MapView {
  zoom: number
  x: number
  y: number
}

export const wholeMap: MapView = { zoom: 1, x: 0.5, y: 0.5 }
const mostZoom = 64
/** Of a key or a button. */
export const zoomStep = 1.5

/** Zoomed by a factor around a place in px, which stays where it is. Never out of the map, never farther than 64-fold. */
export function zoomed(view: MapView, frame: MapFrame, factor: number, at: readonly [number, number]): MapView {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * factor))
  const away = { x: at[0] / frame.width - 0.5, y: at[1] / frame.height - 0.5 }
  return inside({ zoom, x: view.x + away.x / view.zoom - away.x / zoom, y: view.y + away.y / view.zoom - away.y / zoom })
}

/** Places of the whole map, [n × 2] in px, as they are in view. */
export function placesInView(places: Float32Array, { zoom, x, y }: MapView, { width, height }: MapFrame): Float32Array {
  if (zoom === 1) return places
  const seen = new Float32Array(places.length)
  for (let i = 0; i < places.length; i += 2) {
    seen[i] = width / 2 + (places[i] - x * width) * zoom
    seen[i + 1] = height / 2 + (places[i + 1] - y * height) * zoom
  }
  return seen
}

/** The same view where a point, a place in px of the whole map, is in it; else with the point in the middle. */
export function viewWith(view: MapView, { width, height }: MapFrame, x: number, y: number): MapView {
  if (view.zoom === 1 || Number.isNaN(x) || width === 0) return view
  const reach = 0.48 / view.zoom
  const isSeen = Math.abs(x / width - view.x) < reach && Math.abs(y / height - view.y) < reach
  return isSeen ? view : inside({ zoom: view.zoom, x: x / width, y: y / height })
}

function inside({ zoom, x, y }: MapView): MapView {
  const edge = 0.5 / zoom
  return { zoom, x: Math.min(1 - edge, Math.max(edge, x)), y: Math.min(1 - edge, Math.max(edge, y)) }
}
