/** Folded away until wanted: which kinds of rows train, and how often, by a column of the row table. */
import { useState } from 'react'
import type { RowColumn, RowFilter, RowWeights } from '../../../contract/records/dataset'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { TextField } from '../../widgets/field'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import { useDraft } from './draft-store'
import shared from './new-project.module.css'
import { kindColumns, readWeight, ruleWords, withValue, withWeight } from './row-rules'
import styles from './row-rules-form.module.css'

export function RowRulesForm() {
  const { inspection, filter, weights } = useDraft()
  const columns = kindColumns(inspection)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  if (columns.length === 0) return null
  const column = columns.find(({ name }) => name === chosen) ?? columns[0]
  return (
    <SideSection
      title="Rows"
      actions={
        <Button
          className={styles.quietAction}
          variant="quiet"
          size="small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fold' : 'Filter and weights…'}
        </Button>
      }
    >
      {isOpen ? (
        <div className={shared.form}>
          <Select
            label="By column"
            value={column.name}
            options={columns.map(({ name }) => ({ value: name, label: name }))}
            onChange={setChosen}
          />
          <ValueList key={column.name} column={column} filter={filter} weights={weights} />
        </div>
      ) : (
        <p className={`caption ${shared.faint}`}>{ruleWords(filter, weights) ?? 'All rows, each as often as the others.'}</p>
      )}
    </SideSection>
  )
}

interface ValueListProps {
  column: RowColumn
  filter: RowFilter | null
  weights: RowWeights | null
}

function ValueList({ column, filter, weights }: ValueListProps) {
  const isIn = (value: string) => filter?.column !== column.name || filter.values.includes(value)
  const other = [filter, weights].find((rule) => rule && rule.column !== column.name)
  return (
    <>
      <div className={styles.values}>
        <p className={`caption ${shared.faint} ${styles.valuesHead}`}>
          <span>In</span>
          <span>Weight</span>
        </p>
        {(column.categories ?? []).map((value) => (
          <div key={value} className={styles.value}>
            <Checkbox
              className={styles.valueIn}
              checked={isIn(value)}
              onChange={(on) => useDraft.setState({ filter: withValue(filter, column, value, on) })}
            >
              <span className="ellipsis" title={value}>
                {value === '' ? '(empty)' : value}
              </span>
            </Checkbox>
            <WeightField
              label={`Weight of ${value}`}
              disabled={!isIn(value)}
              weight={weightOf(weights, column.name, value)}
              onChange={(weight) => useDraft.setState({ weights: withWeight(weights, column.name, value, weight) })}
            />
          </div>
        ))}
      </div>
      <p className={`caption ${shared.faint}`}>
        Rows that are not in neither train nor validate. Weight 2 draws a row twice per epoch.
        {other && ` A change here replaces the rule by ${other.column}.`}
      </p>
    </>
  )
}

function weightOf(weights: RowWeights | null, column: string, value: string): number {
  return weights?.column === column ? (weights.weights[value] ?? 1) : 1
}

interface WeightFieldProps {
  label: string
  weight: number
  disabled: boolean
  onChange: (weight: number) => void
}

/** Keeps what is typed; only numbers are taken. */
function WeightField({ label, weight, disabled, onChange }: WeightFieldProps) {
  const [text, setText] = useState(String(weight))
  const change = (next: string) => {
    setText(next)
    const read = readWeight(next)
    if (read !== undefined) onChange(read)
  }
  return (
    <TextField
      mono
      inputMode="decimal"
      aria-label={label}
      aria-invalid={readWeight(text) === undefined || undefined}
      disabled={disabled}
      value={text}
      onChange={change}
    />
  )
}
