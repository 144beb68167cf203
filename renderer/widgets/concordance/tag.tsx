/**
 * The value of the token under the pointer or with the focus, in a small tag over it; and the sideways shift (pan) of all
 * lines together, so that a token outside the view can be reached without moving one line against the others.
 */

import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { Example } from '../../../contract/records/feature'
import { formatFixed } from '../format'
import styles from './concordance.module.css'
import type { TokenFocus } from './layout'

export interface ConcordanceTagProps {
  block: RefObject<HTMLElement | null>
  /** All lines in view, in order. */
  lines: readonly Example[]
  decimals: number
  focus: TokenFocus | undefined
}

interface Tag {
  left: number
  top: number
  text: string
}

export function ConcordanceTag({ block, lines, decimals, focus }: ConcordanceTagProps) {
  const [tag, setTag] = useState<Tag>()
  useLayoutEffect(() => {
    const element = block.current
    if (!element) return
    const token = focus && element.querySelector<HTMLElement>(`[data-line="${focus.line}"] [data-token="${focus.token}"]`)
    if (!token) {
      setTag(undefined)
      setPan(element, 0)
    } else {
      token.closest('[data-line]')?.scrollIntoView({ block: 'nearest' })
      panTo(element, token)
      setTag(tagOf(token, lines, decimals))
    }
  }, [block, lines, decimals, focus])
  useEffect(() => {
    const element = block.current
    if (!element) return
    const over = (event: Event) => {
      const token = (event.target as Element).closest<HTMLElement>('[data-token]')
      setTag(token ? tagOf(token, lines, decimals) : undefined)
    }
    const away = () => setTag(undefined)
    element.addEventListener('mouseover', over)
    element.addEventListener('mouseleave', away)
    document.addEventListener('scroll', away, { capture: true, passive: true })
    return () => {
      element.removeEventListener('mouseover', over)
      element.removeEventListener('mouseleave', away)
      document.removeEventListener('scroll', away, { capture: true })
    }
  }, [block, lines, decimals])
  useWheelPan(block)
  return (
    <>
      {tag && (
        <span className={styles.tag} style={{ left: tag.left, top: tag.top }} aria-hidden="true">
          {tag.text}
        </span>
      )}
      <span className="hidden-text" role="status">
        {focus && spoken(lines[focus.line], focus.token, decimals)}
      </span>
    </>
  )
}

function tagOf(token: HTMLElement, lines: readonly Example[], decimals: number): Tag | undefined {
  const line = lines[Number(token.closest<HTMLElement>('[data-line]')?.dataset.line)]
  const value = line?.values[Number(token.dataset.token)]
  if (value === undefined) return undefined
  const box = token.getBoundingClientRect()
  return { left: Math.round(box.left), top: Math.round(box.top) - 18, text: formatFixed(value, decimals) }
}

function spoken(line: Example | undefined, token: number, decimals: number): string {
  return line ? `${line.tokens[token] ?? ''} ${formatFixed(line.values[token] ?? 0, decimals)}` : ''
}

/** Shifts all lines so far that the token is in view, and back when the peak's neighborhood has it in view again. */
function panTo(block: HTMLElement, token: HTMLElement): void {
  const context = token.closest('[data-line]')?.lastElementChild
  if (!context) return
  const frame = context.getBoundingClientRect()
  const box = token.getBoundingClientRect()
  const pan = panOf(block)
  const left = box.left - pan
  const right = left + Math.min(box.width, frame.width)
  if (left < frame.left) setPan(block, frame.left - left + 24)
  else if (right > frame.right) setPan(block, frame.right - right - 24)
  else setPan(block, 0)
}

/** Sideways wheel and trackpad: the same shift. */
function useWheelPan(block: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = block.current
    if (!element) return
    const wheel = (event: WheelEvent) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return
      event.preventDefault()
      setPan(element, Math.min(4_000, Math.max(-4_000, panOf(element) - sideways)))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [block])
}

function panOf(block: HTMLElement): number {
  return Number.parseFloat(block.style.getPropertyValue('--pan')) || 0
}

function setPan(block: HTMLElement, pan: number): void {
  if (pan === 0) block.style.removeProperty('--pan')
  else block.style.setProperty('--pan', `${Math.round(pan)}px`)
}
