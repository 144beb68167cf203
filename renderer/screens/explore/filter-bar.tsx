/** Above the feature list: the filter with what is wrong with it, the random jump, and what is found and selected. */
import type { RefObject } from 'react'
import type { LoupeError } from '../../../contract/wire/errors'
import { useFilterWords } from '../../app/features/filter-words'
import { useFilterText } from '../../app/features/typed-filter'
import { Button } from '../../widgets/button'
import { FilterField } from '../../widgets/filter-field/filter-field'
import { formatCount } from '../../widgets/format'
import { KeyedWords } from '../../widgets/key-hint/keyed-words'
import { ColumnChoice } from './column-choice'
import styles from './filter-bar.module.css'

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

export function FilterBar({ project, input, error, found, total, selected, onLeave }: FilterBarProps) {
  const [text, setText] = useFilterText(total ?? 0)
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
        <KeyedWords words="select" command="list.select" />
        <KeyedWords words="tag" keys="1–9" />
        <KeyedWords words="copy rows" command="list.copy" />
        <KeyedWords words="draft labels" command="draft.open" />
      </div>
    </div>
  )
}
