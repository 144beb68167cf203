/** The left of a rule: which kind, its one line, what counts as equal and what counts as firing. */
import type { Ref } from 'react'
import { Checkbox } from '../../widgets/checkbox'
import { TextField } from '../../widgets/field'
import { Segment } from '../../widgets/segment'
import { useProject, useRuns } from '../project/current'
import styles from './rule.module.css'
import type { RuleDraft, RuleKind } from './rule-text'
import type { useRuleEditor } from './use-rule-editor'

const kinds: { value: RuleKind; label: string; title: string }[] = [
  { value: 'tokens', label: 'Tokens', title: 'The row’s token is one of a list' },
  { value: 'pattern', label: 'Pattern', title: 'The token, or the text that ends with it, fits a regular expression' },
  { value: 'columns', label: 'Columns', title: 'Label columns of the row have some values' }
]

const placeholders: Record<RuleKind, string> = {
  tokens: 'the, a, ","',
  pattern: '^\\s*(return|yield)$',
  columns: 'domain = news'
}

export interface RuleFieldsProps {
  run: string
  editor: ReturnType<typeof useRuleEditor>
  readOnly: boolean
  ref?: Ref<HTMLInputElement>
}

export function RuleFields({ run, editor, readOnly, ref }: RuleFieldsProps) {
  const { draft, setDraft, threshold, setThreshold, isThreshold, problem } = editor
  const hints = useHints(run)
  return (
    <div className={styles.fields}>
      <TextField
        ref={ref}
        mono
        label="Fires where"
        placeholder={placeholders[draft.kind]}
        value={draft.texts[draft.kind]}
        onChange={(text) => setDraft({ ...draft, texts: { ...draft.texts, [draft.kind]: text } })}
        readOnly={readOnly}
        hint={hints[draft.kind]}
        error={problem}
      />
      <Segment label="Kind of rule" wide options={kinds} value={draft.kind} onChange={(kind) => setDraft({ ...draft, kind })} />
      <Options draft={draft} onChange={setDraft} />
      <TextField
        mono
        label="Firing is an activation above"
        value={threshold}
        onChange={setThreshold}
        error={isThreshold ? undefined : 'A number, 0 or more'}
        inputMode="decimal"
      />
    </div>
  )
}

function Options({ draft, onChange }: { draft: RuleDraft; onChange: (draft: RuleDraft) => void }) {
  if (draft.kind === 'columns') return null
  if (draft.kind === 'tokens')
    return (
      <div className={styles.options}>
        <Checkbox checked={draft.tokensIgnoreCase} onChange={(tokensIgnoreCase) => onChange({ ...draft, tokensIgnoreCase })}>
          Capitals do not count
        </Checkbox>
        <Checkbox checked={draft.trim} onChange={(trim) => onChange({ ...draft, trim })}>
          Space around a token does not count
        </Checkbox>
      </div>
    )
  return (
    <div className={styles.options}>
      <Checkbox checked={draft.patternIgnoreCase} onChange={(patternIgnoreCase) => onChange({ ...draft, patternIgnoreCase })}>
        Capitals do not count
      </Checkbox>
      <Checkbox checked={draft.over === 'text'} onChange={(isText) => onChange({ ...draft, over: isText ? 'text' : 'token' })}>
        Over the text that ends with the token
      </Checkbox>
    </div>
  )
}

/** Columns are named where there are some. */
function useHints(run: string): Record<RuleKind, string> {
  const datasets = useProject()?.datasets
  const dataset = useRuns()?.find(({ id }) => id === run)?.dataset
  const columns = datasets?.find(({ id }) => id === dataset)?.rowTable?.columns.filter(({ role }) => role === 'label') ?? []
  const named = columns.map(
    ({ name, categories = [] }) => `${name} (${categories.slice(0, 4).join(', ')}${categories.length > 4 ? ' …' : ''})`
  )
  return {
    tokens: 'Tokens with commas between them; a comma itself in quotes.',
    pattern: 'A regular expression as in JavaScript.',
    columns:
      named.length > 0
        ? `All conditions hold, with ; between them. Columns: ${named.join(', ')}`
        : 'The rows have no label columns.'
  }
}
