/** The view of the map with what changes it: the wheel around the pointer, keys and buttons around the primary. */
import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { MapFrame } from './map-layout'
import { placesInView, viewWith, wholeMap, zoomed, zoomStep } from './map-view'

export interface MapViewState {
  /** [n × 2] in px, as they are in view. */
  places: Float32Array
  zoom: number
  by(direction: 1 | -1): void
  reset(): void
}

/** `whole`: places of the whole map in px. A primary that leaves the view takes it along. */
export function useMapView(
  element: RefObject<HTMLDivElement | null>,
  whole: Float32Array,
  frame: MapFrame,
  primary: number | null
): MapViewState {
  const [view, setView] = useState(wholeMap)
  const { width, height } = frame
  const places = useMemo(() => placesInView(whole, view, { width, height }), [whole, view, width, height])
  useEffect(() => {
    if (primary !== null) setView((old) => viewWith(old, { width, height }, whole[2 * primary], whole[2 * primary + 1]))
  }, [primary, whole, width, height])
  useEffect(() => {
    const map = element.current
    // React listens passively, and the page must not scroll too.
    const turn = (event: WheelEvent) => {
      const box = map?.getBoundingClientRect()
      if (!box || event.ctrlKey) return
      event.preventDefault()
      const at = [event.clientX - box.left, event.clientY - box.top] as const
      setView((old) => zoomed(old, { width, height }, 2 ** (-event.deltaY / 300), at))
    }
    map?.addEventListener('wheel', turn, { passive: false })
    return () => map?.removeEventListener('wheel', turn)
  }, [element, width, height])
  const by = (direction: 1 | -1) => {
    const at = primary === null || Number.isNaN(places[2 * primary]) ? [width / 2, height / 2] : places.subarray(2 * primary)
    setView((old) => zoomed(old, frame, zoomStep ** direction, [at[0], at[1]]))
  }
  return { places, zoom: view.zoom, by, reset: () => setView(wholeMap) }
}
