/**
 * Filter text as chips and text: a term becomes a chip when a space or Enter ends it, and text again when it is clicked or
 * when Backspace reaches it. What the filter finds, and what is wrong with it, comes from outside.
 */
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import frame from '../field-box.module.css'
import { Icon } from '../icon/icon'
import { KeyHint } from '../key-hint/key-hint'
import type { Completion, FilterWord } from './completions'
import styles from './filter-field.module.css'
import { Offers, useOffers } from './offers'
import { type FilterTerm, filterFromTerms, isComplete, termsOfFilter } from './terms'

export interface FilterFieldProps {
  value: string
  onChange: (filter: string) => void
  /** Enter with nothing left to type, and Escape: the list wants the focus. */
  onLeave: () => void
  label: string
  placeholder: string
  /** What is wrong with the filter, and what is allowed. */
  error?: string | undefined
  hint?: string | undefined
  command?: string
  /** Fields that are offered while something is typed. */
  words?: readonly FilterWord[]
  ref?: Ref<HTMLInputElement>
}

const noWords: readonly FilterWord[] = []

export function FilterField(props: FilterFieldProps) {
  const { value, onChange, onLeave, label, placeholder, error, hint, command, words = noWords, ref } = props
  const { chips, draft, change } = useTerms(value, onChange)
  const box = useRef<HTMLDivElement>(null)
  const errorId = useId()
  const listId = useId()
  const offers = useOffers(draft, words)
  const focusInput = () => box.current?.querySelector('input')?.focus()
  const edit = (index: number) => {
    const rest = chips.filter((_, other) => other !== index)
    change(draft.trim() ? [...rest, ...termsOfFilter(draft)] : rest, chips[index]?.text ?? '')
    focusInput()
  }
  const take = ({ text, isWhole }: Completion) => {
    if (isWhole) change([...chips, ...termsOfFilter(text)], '')
    else change(chips, text)
    offers.choose(-1)
    focusInput()
  }
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (offers.keyDown(event, take)) return
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0
    if (event.key === 'Backspace' && atStart && chips.length > 0) {
      event.preventDefault()
      edit(chips.length - 1)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      change([...chips, ...termsOfFilter(draft)], '')
      onLeave()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onLeave()
    }
  }
  const type = (text: string) => {
    if (text.endsWith(' ') && isComplete(text)) change([...chips, ...termsOfFilter(text)], '')
    else change(chips, text)
  }
  return (
    <div className={styles.field}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click anywhere in the box goes to its input */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input itself takes the keys */}
      <div ref={box} className={`${frame.box} ${styles.box}`} data-invalid={error ? true : undefined} onClick={focusInput}>
        <Icon name="search" size={14} />
        {chips.map((term, index) => (
          <TermChip
            key={`${term.text}-${index}`}
            term={term}
            wrong={error?.includes(`“${term.text}”`) ?? false}
            onEdit={() => edit(index)}
            onRemove={() => change(without(chips, index), draft)}
          />
        ))}
        <input
          ref={ref}
          className={styles.input}
          value={draft}
          placeholder={chips.length === 0 ? placeholder : undefined}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={offers.list.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={offers.chosen >= 0 ? `${listId}-${offers.chosen}` : undefined}
          onFocus={() => offers.show(true)}
          onBlur={() => offers.show(false)}
          onChange={(event) => type(event.target.value)}
          onKeyDown={keyDown}
        />
        {command && <KeyHint command={command} />}
        <Offers id={listId} label={label} offers={offers.list} chosen={offers.chosen} onTake={take} />
      </div>
      {error && (
        <p id={errorId} className={styles.error} role="alert">
          <Icon name="error" size={14} />
          <span>
            {error}
            {hint && <span className={styles.hint}>{hint}</span>}
          </span>
        </p>
      )}
    </div>
  )
}

interface TermChipProps {
  term: FilterTerm
  /** The message below is about this one. */
  wrong: boolean
  onEdit: () => void
  onRemove: () => void
}

function TermChip({ term, wrong, onEdit, onRemove }: TermChipProps) {
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    event.stopPropagation()
    onRemove()
  }
  return (
    <button
      type="button"
      className={styles.chip}
      data-wrong={wrong || undefined}
      title="Edit this term; Delete removes it"
      onClick={onEdit}
      onKeyDown={keyDown}
    >
      {term.kind !== 'words' && <span>{term.name}</span>}
      {term.kind === 'comparison' && <span>{term.operator}</span>}
      <span className={term.kind === 'words' ? undefined : styles.value}>{term.value}</span>
    </button>
  )
}

/** Chips and the text being typed. Filters that come from outside (a view, a state) become chips. */
function useTerms(value: string, onChange: (filter: string) => void) {
  const [state, setState] = useState(() => ({ chips: termsOfFilter(value), draft: '' }))
  const sent = useRef(value)
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setState({ chips: termsOfFilter(value), draft: '' })
  }, [value])
  const change = (chips: FilterTerm[], draft: string) => {
    setState({ chips, draft })
    sent.current = [filterFromTerms(chips), draft.trim()].filter(Boolean).join(' ')
    onChange(sent.current)
  }
  return { ...state, change }
}

function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, other) => other !== index)
}
