/** Which further numbers are columns of the feature list: a check box each; arrows go through them. */
import type { KeyboardEvent } from 'react'
import { Checkbox } from '../../widgets/checkbox'
import { Popover } from '../../widgets/popover'
import { columnChoices, toggleColumn, useChosenColumns } from './chosen-columns'
import styles from './column-choice.module.css'

export function ColumnChoice() {
  const keys = useChosenColumns((state) => state.keys)
  return (
    <Popover word="Numbers" label="Columns of the list" width={220}>
      {() => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the check boxes are the controls; arrows only move between them
        <div className={styles.list} onKeyDown={moveFocus}>
          {columnChoices.map(({ key, name, formula }, place) => (
            <Checkbox
              key={key}
              title={formula}
              autoFocus={place === 0}
              checked={keys.includes(key)}
              onChange={() => toggleColumn(key)}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      )}
    </Popover>
  )
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const boxes = [...event.currentTarget.querySelectorAll('input')]
  const here = boxes.indexOf(document.activeElement as HTMLInputElement)
  boxes[(here + by + boxes.length) % boxes.length]?.focus()
}
