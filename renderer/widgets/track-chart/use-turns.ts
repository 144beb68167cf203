/** React's side of frame-turns.ts: components that draw again when their turn comes. */
import { useEffect, useState } from 'react'
import { FrameTurns } from './frame-turns'

/** Live data is redrawn at most this often, about 8 times a second. */
const intervalMs = 125

/** Turns for one chart; `changed` tells when there are new points. */
export function useTurns(changed: (listener: () => void) => () => void): FrameTurns {
  const [turns] = useState(() => new FrameTurns(intervalMs))
  useEffect(() => {
    const stopListening = changed(() => turns.markDirty())
    turns.start()
    turns.markDirty()
    return () => {
      stopListening()
      turns.stop()
    }
  }, [turns, changed])
  return turns
}

/** Grows with every turn of the calling component. */
export function useTurn(turns: FrameTurns): number {
  const [version, setVersion] = useState(0)
  useEffect(() => turns.add(() => setVersion((value) => value + 1)), [turns])
  return version
}
