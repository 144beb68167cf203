/** How much may be asked, and what the model is shown. */
import { TextField } from '../../widgets/field'
import { type DraftNumber, numberText, useDraftForm } from './draft-form'
import styles from './drafts.module.css'

const fields: readonly { name: DraftNumber; label: string }[] = [
  { name: 'requests', label: 'Most requests' },
  { name: 'tokens', label: 'Most tokens' },
  { name: 'parallel', label: 'At a time' },
  { name: 'perMinute', label: 'A minute' },
  { name: 'timeoutSeconds', label: 'Wait, seconds' },
  { name: 'answerTokens', label: 'Longest answer' },
  { name: 'top', label: 'Top examples' },
  { name: 'perInterval', label: 'Of each interval' },
  { name: 'context', label: 'Tokens around' },
  { name: 'detectRows', label: 'Rows of the score' }
]

export function DraftLimitsPart({ problems }: { problems: Partial<Record<DraftNumber, string>> }) {
  const numbers = useDraftForm((form) => form.numbers)
  return (
    <section className={styles.limits} aria-label="Limits">
      {fields.map(({ name, label }) => {
        const problem = problems[name]
        return (
          <TextField
            key={name}
            label={label}
            mono
            inputMode="numeric"
            value={numberText(numbers, name)}
            onChange={(text) => useDraftForm.setState({ numbers: { ...numbers, [name]: text } })}
            {...(problem ? { error: problem } : {})}
          />
        )
      })}
    </section>
  )
}
