/** Finding a row: by its number, or by the text that begins there. */
import { useState } from 'react'
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { replacePlace, useSession } from '../../app/session'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { textOfToken } from '../../widgets/token-strip/text'
import styles from './rows.module.css'

export interface RowSearchProps {
  place: RunIds
  dataset: string | undefined
  rows: number
}

export const searchId = 'row-search'

export function RowSearch({ place, dataset, rows }: RowSearchProps) {
  const [text, setText] = useState('')
  const [sought, setSought] = useState('')
  const row = useSession((session) => session.row ?? null)
  const number = rowNumber(text)
  const isOut = number !== undefined && number >= rows
  const enabled = Boolean(place.project) && sought !== ''
  const found = useCall('rows.find', { project: place.project ?? '', dataset, text: sought || ' ', most: 100 }, { enabled })
  const enter = () => {
    if (isOut) return
    if (number === undefined) return setSought(text.trim() === '' ? '' : text)
    replacePlace({ row: number })
    mainRegion()?.focus()
  }
  return (
    <SideSection title="Find a row" grow flush actions={<KeyHint command="row.find" />}>
      <div className={styles.search}>
        <TextField
          id={searchId}
          aria-label="Row number or text"
          placeholder="Row number or text"
          value={text}
          onChange={setText}
          onEnter={enter}
          {...(isOut ? { error: `The last row is ${formatCount(rows - 1)}.` } : {})}
        />
      </div>
      {found.error && <p className={styles.problem}>{found.error.message}</p>}
      {enabled && found.data?.rows.length === 0 && <p className={styles.problem}>{nothingFound(sought, found.data.next)}</p>}
      <ul aria-label="Rows found">
        {enabled &&
          found.data?.rows.map((entry) => (
            <li key={entry.row}>
              <button
                type="button"
                className={styles.found}
                aria-pressed={entry.row === row}
                title={entry.source}
                onClick={() => replacePlace({ row: entry.row })}
              >
                <span className={styles.id}>{entry.row}</span>
                <span className={`ellipsis ${styles.grow} ${styles.snippetText}`}>
                  <b>{textOfToken(entry.token)}</b>
                  {textOfToken(entry.after)}
                </span>
              </button>
            </li>
          ))}
      </ul>
    </SideSection>
  )
}

/** Digits with or without separators are a row number; anything else is looked for. */
function rowNumber(text: string): number | undefined {
  const digits = text.trim().replaceAll(/[,_ ]/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined
}

function nothingFound(text: string, next: number | undefined): string {
  return next === undefined ? `No row has “${text}”.` : `Not in the first ${formatCount(next)} rows.`
}
