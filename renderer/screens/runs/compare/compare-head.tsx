/** The head of the table of runs: how many, the filter, what can be done. */
import type { RefObject } from 'react'
import { Button } from '../../../widgets/button'
import { TextField } from '../../../widgets/field'
import { Head } from '../../../widgets/head'
import { KeyHint } from '../../../widgets/key-hint/key-hint'
import styles from './compare.module.css'
import { changeCompare, useCompareView } from './compare-view'

export interface CompareHeadProps {
  counts: (string | false)[]
  filter: RefObject<HTMLInputElement | null>
  /** Out of the filter, to the table. */
  onLeave(): void
  /** Runs that are put away. */
  archived: number
}

export function CompareHead({ counts, filter, onLeave, archived }: CompareHeadProps) {
  const { filter: text, isDifferences, isArchive } = useCompareView()
  return (
    <Head
      title="Runs"
      detail={counts.filter(Boolean).join(', ')}
      actions={
        <>
          {archived > 0 && (
            <Button variant="quiet" aria-pressed={isArchive} onClick={() => changeCompare({ isArchive: !isArchive })}>
              {isArchive ? 'Hide' : 'Show'} {archived} archived
            </Button>
          )}
          <TextField
            ref={filter}
            aria-label="Filter runs"
            className={styles.filter}
            placeholder="Filter"
            value={text}
            trailing={text === '' ? <KeyHint command="compare.filter" /> : undefined}
            onChange={(value) => changeCompare({ filter: value })}
            onEnter={onLeave}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              changeCompare({ filter: '' })
              onLeave()
            }}
          />
          <Button variant="quiet" command="compare.differences" aria-pressed={isDifferences}>
            {isDifferences ? 'All columns' : 'Only differences'}
          </Button>
          <Button variant="quiet" command="compare.match">
            Match features
          </Button>
          <Button command="run.explore">Explore</Button>
          <Button variant="primary" command="run.new">
            New run…
          </Button>
        </>
      }
    />
  )
}
