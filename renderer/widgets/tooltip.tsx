/** Words on hover and focus for what has none of its own. The child stays what it is; the tip describes it. */
import { type ReactNode, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { KeyHint } from './key-hint/key-hint'
import styles from './tooltip.module.css'

export interface TooltipProps {
  text: ReactNode
  keys?: string
  children: ReactNode
  /** Block children (a whole row) need a block wrapper. */
  block?: boolean
}

const delayMs = 350

export function Tooltip({ text, keys, children, block }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [place, setPlace] = useState<Place | null>(null)
  const show = (wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => anchor.current && setPlace(placeBelow(anchor.current.getBoundingClientRect())), wait)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setPlace(null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only watches; its child is the control
    <span
      ref={anchor}
      className={block ? styles.block : styles.anchor}
      aria-describedby={place ? id : undefined}
      onPointerEnter={() => show(delayMs)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={() => show(delayMs)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {place &&
        createPortal(
          <span id={id} role="tooltip" className={styles.tip} style={place}>
            {text}
            {keys && <KeyHint keys={keys} />}
          </span>,
          document.body
        )}
    </span>
  )
}

const widest = 320

type Place = { left: number; top: number } | { left: number; bottom: number }

/** Below the box; above it where there is not room for a few lines. */
function placeBelow(box: DOMRect): Place {
  const left = Math.max(8, Math.min(box.left, window.innerWidth - widest - 8))
  const isLow = box.bottom > window.innerHeight - 140
  return isLow ? { left, bottom: window.innerHeight - box.top + 6 } : { left, top: box.bottom + 6 }
}
