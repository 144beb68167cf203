/** Above the feature list: the filter with what is wrong with it, the random jump, and what is found and selected. */
import { type RefObject, useEffect, useState } from 'react'
import type { LoupeError } from '../../../contract/wire/errors'
import { setList, useListState, withoutSort } from '../../app/features/list-state'
import { Button } from '../../widgets/button'
import { FilterField } from '../../widgets/filter-field/filter-field'
import { formatCount } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { ColumnChoice } from './column-choice'
import styles from './filter-bar.module.css'
import { useFilterWords } from './filter-words'

export interface FilterBarProps {
  project: string | null
  input: RefObject<HTMLInputElement | null>
  error: LoupeError | null
  /** Features found, and all. */
  found: number
  total: number | undefined
  selected: number
  onLeave: () => void
}

const pauseMs = 120

export function FilterBar({ project, input, error, found, total, selected, onLeave }: FilterBarProps) {
  const [text, setText] = useFilterText()
  const words = useFilterWords(project)
  return (
    <div className={styles.bar}>
      <h1 className="hidden-text">Features</h1>
      <div className={styles.top}>
        <FilterField
          ref={input}
          value={text}
          onChange={setText}
          onLeave={onLeave}
          label="Filter features"
          placeholder="density<1e-4  max>2  status:pending  tag:x  words of labels"
          error={error?.message}
          hint={error?.hint}
          command="list.filter"
          words={words}
        />
        <Button variant="quiet" command="list.random">
          Random
        </Button>
        <Button variant="quiet" command="list.saveView" noKeys>
          Save view
        </Button>
        <span className={styles.choice}>
          <ColumnChoice />
        </span>
      </div>
      <div className={styles.counts}>
        <span>
          <span className={styles.found}>{formatCount(found)}</span> of <span className={styles.all}>{formatCount(total)}</span>{' '}
          features
        </span>
        <span className={styles.divider} />
        <span className={selected > 0 ? styles.selected : undefined}>{formatCount(selected)} selected</span>
        <Hint words="select" command="list.select" />
        <Hint words="tag" keys="1–9" />
        <Hint words="copy rows" command="list.copy" />
        <Hint words="draft labels" command="draft.open" />
      </div>
    </div>
  )
}

function Hint({ words, command, keys }: { words: string; command?: string; keys?: string }) {
  return (
    <span className={styles.hint}>
      {words}
      {keys ? <KeyHint keys={keys} /> : <KeyHint command={command ?? ''} />}
    </span>
  )
}

/** What is typed, told to the list after a short pause. */
function useFilterText(): [string, (text: string) => void] {
  const filter = useListState((list) => list.filter)
  const [text, setText] = useState(filter)
  const [typed, setTyped] = useState<string>()
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => {
      const { filter: rest, order } = withoutSort(typed)
      setList({ filter: rest, ...order })
      setTyped(undefined)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    if (typed === undefined) setText((old) => (withoutSort(old).filter === filter ? old : filter))
  }, [filter, typed])
  // Sorted another way since (by a column's head): the words about the order are no longer true.
  const { sort, descending } = useListState()
  useEffect(() => {
    if (typed !== undefined) return
    setText((old) => {
      const { filter: rest, order } = withoutSort(old)
      return order && (order.sort !== sort || order.descending !== descending) ? rest : old
    })
  }, [typed, sort, descending])
  const type = (next: string) => {
    setText(next)
    setTyped(next)
  }
  return [text, type]
}
