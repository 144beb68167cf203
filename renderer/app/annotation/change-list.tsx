/** Fields of a label before and after, one under the other; only those that differ. */
import type { LabelFields } from '../../../contract/records/label'
import { statusWords } from '../../widgets/status-glyph'
import styles from './change-list.module.css'

export interface ChangeListProps {
  before: Partial<LabelFields>
  after: Partial<LabelFields>
}

const names: Record<keyof LabelFields, string> = {
  label: 'Label',
  notes: 'Notes',
  tags: 'Tags',
  confidence: 'Confidence',
  status: 'State'
}

export function ChangeList({ before, after }: ChangeListProps) {
  const fields = (Object.keys(names) as (keyof LabelFields)[]).filter(
    (field) => field in after && fieldText(field, before) !== fieldText(field, after)
  )
  if (fields.length === 0) return <p className={styles.none}>Nothing differs.</p>
  return (
    <dl className={styles.changes}>
      {fields.map((field) => (
        <div key={field} className={styles.change}>
          <dt>{names[field]}</dt>
          <dd>
            <Side word="before" text={fieldText(field, before)} />
            <Side word="after" text={fieldText(field, after)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Side({ word, text }: { word: 'before' | 'after'; text: string }) {
  return (
    <p className={styles[word]}>
      <span className="hidden-text">{word}: </span>
      <span aria-hidden="true" className={styles.sign}>
        {word === 'before' ? '−' : '+'}
      </span>
      {text ? <span className="selectable">{text}</span> : <span className={styles.none}>empty</span>}
    </p>
  )
}

/** A field as plain text; nothing in it is rendered. */
export function fieldText(field: keyof LabelFields, fields: Partial<LabelFields>): string {
  const { label = '', notes = '', tags = [], confidence, status } = fields
  switch (field) {
    case 'label':
      return label
    case 'notes':
      return notes
    case 'tags':
      return tags.join(', ')
    case 'confidence':
      return confidence ? String(confidence) : ''
    case 'status':
      return status ? statusWords[status] : ''
  }
}
