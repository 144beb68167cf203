/** What is asked of labels of another run: which run, how features are matched, and how alike they have to be. */
import type { Run } from '../../../contract/records/run'
import { TextField } from '../../widgets/field'
import { Segment } from '../../widgets/segment'
import { Select } from '../../widgets/select'
import styles from './follow-dialog.module.css'
import { type FollowBy, type FollowForm, numberFrom } from './follow-words'

export interface FollowFieldsProps {
  form: FollowForm
  others: readonly Run[]
  onChange: (part: Partial<FollowForm>) => void
  onEnter: () => void
}

export function FollowFields({ form, others, onChange, onEnter }: FollowFieldsProps) {
  return (
    <>
      <Select
        label="Labels of"
        value={form.from}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(from) => onChange({ from })}
      />
      <Segment<FollowBy>
        label="Matched by"
        value={form.by}
        onChange={(by) => onChange({ by })}
        options={[
          { value: 'both', label: 'Cosine, then co-firing' },
          { value: 'decoder-cosine', label: 'Cosine' },
          { value: 'activation-correlation', label: 'Co-firing' }
        ]}
      />
      <div className={styles.pair}>
        {form.by !== 'activation-correlation' && (
          <Least label="Decoder cosine from" value={form.cosine} onChange={(cosine) => onChange({ cosine })} onEnter={onEnter} />
        )}
        {form.by !== 'decoder-cosine' && (
          <Least
            label="Correlation of activations from"
            value={form.correlation}
            onChange={(correlation) => onChange({ correlation })}
            onEnter={onEnter}
          />
        )}
      </div>
    </>
  )
}

interface LeastProps {
  label: string
  value: string
  onChange: (text: string) => void
  onEnter: () => void
}

function Least({ value, ...rest }: LeastProps) {
  return (
    <TextField
      mono
      inputMode="decimal"
      value={value}
      {...(numberFrom(value) === undefined ? { error: 'A number from 0 to 1.' } : {})}
      {...rest}
    />
  )
}
