/** The list of completions below the filter field, and the keys that walk it: arrows choose, Tab or Enter takes. */
// biome-ignore-all lint/a11y/useSemanticElements: the list of a combobox
// biome-ignore-all lint/a11y/useFocusableInteractive: the field has the focus; options are reached by aria-activedescendant
import { type KeyboardEvent, useMemo, useState } from 'react'
import { type Completion, completionsFor, type FilterWord } from './completions'
import styles from './filter-field.module.css'

export interface OffersProps {
  id: string
  label: string
  offers: readonly Completion[]
  /** −1: none. */
  chosen: number
  onTake: (completion: Completion) => void
}

export function Offers({ id, label, offers, chosen, onTake }: OffersProps) {
  return (
    <div id={id} className={styles.offers} role="listbox" aria-label={`${label}: completions`} hidden={offers.length === 0}>
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
        <div
          key={offer.text}
          id={`${id}-${index}`}
          className={styles.offer}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses the focus, which would close the list.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          <span>{offer.text}</span>
          <span className={styles.offerDetail}>{offer.detail}</span>
        </div>
      ))}
    </div>
  )
}

export interface OfferState {
  list: readonly Completion[]
  chosen: number
  choose(index: number): void
  show(isFocused: boolean): void
  /** True when the key was meant for the list. */
  keyDown(event: KeyboardEvent, take: (completion: Completion) => void): boolean
}

/** With nothing typed the list waits for the down arrow, so that it does not cover the table unasked. */
export function useOffers(draft: string, words: readonly FilterWord[]): OfferState {
  const [isFocused, setFocused] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [state, setState] = useState({ draft, chosen: -1 })
  const isOpen = isFocused && (draft.trim() !== '' || isAsked)
  const list = useMemo(() => (isOpen ? completionsFor(draft, words) : []), [isOpen, draft, words])
  const chosen = state.draft === draft ? Math.min(state.chosen, list.length - 1) : -1
  const choose = (index: number) => setState({ draft, chosen: index })
  const keyDown: OfferState['keyDown'] = (event, take) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && list.length === 0) setAsked(true)
    else if (step !== undefined) choose(stepped(chosen, step, list.length))
    else if ((event.key === 'Tab' || event.key === 'Enter') && chosen >= 0) take(list[chosen])
    else if (event.key === 'Tab' && !event.shiftKey && list.length > 0) take(list[0])
    else return false
    event.preventDefault()
    return true
  }
  const show = (focused: boolean) => {
    setFocused(focused)
    if (!focused) setAsked(false)
  }
  return { list, chosen, choose, show, keyDown }
}

/** Past either end is none, then the other end. */
function stepped(chosen: number, step: number, count: number): number {
  const next = chosen + step
  return next < -1 ? count - 1 : next >= count ? -1 : next
}
