/** What the arrays of one file are: its only one by one choice, several as a list; and the layout of raw numbers. */
import { useState } from 'react'
import type { ArrayInspection } from '../../../contract/records/inspection'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { Select } from '../../widgets/select'
import { chooseUse, giveLayout } from './draft-choice'
import { type DraftFile, keyOf } from './draft-files'
import { useDraft } from './draft-store'
import styles from './file-list.module.css'
import { type ArrayUse, useOf, whyNotPaired } from './file-uses'

export interface FileArraysProps {
  file: DraftFile
  /** The file's own. */
  name: string
}

/** A table without arrays and a vocabulary have one use only, which their check box says. */
export function FileArrays({ file, name }: FileArraysProps) {
  const arrays = file.seen?.arrays ?? []
  if (arrays.length === 0) return null
  if (arrays.length === 1) return <UseChoice file={file} array={arrays[0]} label={`Use of ${name}`} />
  return (
    <ul className={styles.arrays} aria-label={`Arrays of ${name}`}>
      {arrays.map((array) => (
        <li key={array.name} className={styles.array}>
          <div className={styles.arrayText}>
            <p className="mono ellipsis" title={array.name}>
              {array.name}
            </p>
            <p className="caption ellipsis">
              {array.shape.map(formatCount).join(' × ')} {array.dtype}
            </p>
          </div>
          <UseChoice file={file} array={array} label={`Use of ${array.name} in ${name}`} />
        </li>
      ))}
    </ul>
  )
}

function UseChoice({ file, array, label }: { file: DraftFile; array: ArrayInspection; label: string }) {
  const files = useDraft((draft) => draft.files)
  const use = useOf(file, array.name)
  const isBeside = use === 'rows' && file.seen?.role === 'activations'
  const isRows = use === 'rows' || file.seen?.role === 'rows'
  return (
    <Select
      quiet
      aria-label={label}
      value={use}
      options={useOptions(files, array, isRows || canTellRows(array), isBeside)}
      onChange={(use) => chooseUse(keyOf(file), array.name, use as ArrayUse)}
    />
  )
}

/** Token ids: whole numbers, [rows] or [sequences, positions]. */
function canTellRows({ dtype, shape }: ArrayInspection): boolean {
  return /^[iu]\d/.test(dtype) && shape.length <= 2
}

/** What can not be chosen says why. */
export function useOptions(files: readonly DraftFile[], array: ArrayInspection, isRows: boolean, isBeside = false) {
  const problem = whyNotPaired(files, array)
  const paired = (value: ArrayUse, label: string) =>
    problem ? { value, label: `${label} (${problem})`, disabled: true } : { value, label }
  const isFlat = array.shape.length < 2
  return [
    { value: 'activations', label: 'Activations', disabled: isFlat },
    paired('targets', 'Targets'),
    paired('stream', 'Stream'),
    ...(isRows ? [{ value: 'rows', label: 'Rows' }] : []),
    // What lies beside the activations and has their rows always belongs to them.
    { value: 'none', label: 'Not used', disabled: isBeside }
  ]
}

const example = 'f32[?,768]'

/** Raw numbers have no header: the person writes their type and sizes. */
export function RawLayout({ file, name }: FileArraysProps) {
  const { array } = file
  const [text, setText] = useState(array ?? '')
  const apply = () => text.trim() !== '' && text.trim() !== array && giveLayout(keyOf(file), text.trim())
  return (
    <div className={styles.layout}>
      <TextField
        mono
        aria-label={`Layout of ${name}`}
        placeholder={example}
        value={text}
        onChange={setText}
        onEnter={apply}
        onBlur={apply}
        hint="Type, rows, width; ? for as many rows as there are"
      />
    </div>
  )
}
