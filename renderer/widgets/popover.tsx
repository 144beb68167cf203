/** A small panel below its button (above where there is no room), for what is chosen seldom. It closes with Escape, by its button and by a click elsewhere. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon/icon'
import styles from './popover.module.css'

export interface PopoverProps {
  /** Word on the button. */
  word: string
  /** Accessible name of the panel. */
  label: string
  width?: number
  /** Gets a function that closes it, for what is done with one choice. */
  children: (close: () => void) => ReactNode
}

export function Popover({ word, label, width = 280, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [isOpen])
  const close = () => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches for Escape; its children are the controls
    <span
      ref={frame}
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <Button variant="quiet" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={styles.word}>
          {word}
          <Icon name="chevron-down" size={14} />
        </span>
      </Button>
      {isOpen && (
        <Panel label={label} width={width}>
          {children(close)}
        </Panel>
      )}
    </span>
  )
}

function Panel({ label, width, children }: { label: string; width: number; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null)
  const [isAbove, setAbove] = useState(false)
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect()
    if (box && box.bottom > window.innerHeight) setAbove(true)
  }, [])
  return (
    <div ref={element} className={styles.panel} role="dialog" aria-label={label} style={{ width }} data-above={isAbove}>
      {children}
    </div>
  )
}
