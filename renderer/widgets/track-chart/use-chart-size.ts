/** The size of the chart's parts, and when a canvas has to be made anew because the pixels of the screen changed. */
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface ChartSize {
  /** Of the plots, without words and axis text. */
  width: number
  /** Of the space for all tracks. */
  height: number
}

const wordsWidth = 148
const ticksWidth = 64

export function useChartSize(element: RefObject<HTMLElement | null>): ChartSize {
  const [size, setSize] = useState<ChartSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!element.current) return
    const read = () => {
      const width = Math.max(0, (element.current?.clientWidth ?? 0) - wordsWidth - ticksWidth)
      const height = element.current?.clientHeight ?? 0
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    const observer = new ResizeObserver(read)
    observer.observe(element.current)
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
