/** The time, or the person and the hour, that restoring is about. */
import { TextField } from '../../widgets/field'
import { Select } from '../../widgets/select'
import { useCall } from '../engine/queries'
import { authorWords } from './author'
import forms from './forms.module.css'
import type { Place } from './place'
import type { RestoreForm } from './restoration'

export interface RestoreFieldsProps {
  place: Place
  form: RestoreForm
  onChange: (part: Partial<RestoreForm>) => void
}

export function RestoreFields({ place, form, onChange }: RestoreFieldsProps) {
  const people = useCall('annotators.list', place).data ?? []
  if (form.how === 'asOf')
    return (
      <TextField
        label="Time"
        type="datetime-local"
        autoFocus
        value={form.asOf}
        onChange={(asOf) => onChange({ asOf })}
        hint="Labels count as of the end of this minute."
      />
    )
  const names = people.map(({ author }) => author).filter((author) => author !== '')
  return (
    <>
      <Select
        label="Person"
        value={form.author}
        onChange={(author) => onChange({ author })}
        options={[{ value: '', label: 'everybody' }, ...names.map((author) => ({ value: author, label: authorWords(author) }))]}
      />
      <div className={forms.row}>
        <TextField label="From" type="datetime-local" value={form.from} onChange={(from) => onChange({ from })} />
        <TextField label="To" type="datetime-local" value={form.to} onChange={(to) => onChange({ to })} />
      </div>
      <p className={forms.note}>Empty times take all edits of the person out. What others wrote over them stays.</p>
    </>
  )
}
