/** The size of the chart's parts, and when a canvas has to be made anew because the pixels of the screen changed. */
import { useLayoutEffect, useState } from 'react'

export interface ChartSize {
  /** Of the plots, without words and axis text. */
  width: number
  /** Of the space for all tracks. */
  height: number
}

const wordsWidth = 148
const ticksWidth = 64

/** `element`: another one each time that the chart comes back after its table; null while that is shown. */
export function useChartSize(element: HTMLElement | null): ChartSize {
  const [size, setSize] = useState<ChartSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!element) return
    const read = () => {
      const width = Math.max(0, element.clientWidth - wordsWidth - ticksWidth)
      const height = element.clientHeight
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    const observer = new ResizeObserver(read)
    observer.observe(element)
    read()
    return () => observer.disconnect()
  }, [element])
  return size
}

/** Grows when the device pixel ratio changes (another screen, another zoom). */
export function usePixelGeneration(): number {
  const [generation, setGeneration] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each ratio needs its own query
  useLayoutEffect(() => {
    const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    const change = () => setGeneration((value) => value + 1)
    query.addEventListener('change', change)
    return () => query.removeEventListener('change', change)
  }, [generation])
  return generation
}
