/** Which tensor is which, chosen by hand for files that say nothing of it: proposed from names and shapes, used when confirmed. */
import type { Mapping } from '../../../../contract/records/dictionary-mapping'
import type { DictionaryLook } from '../../../../contract/records/dictionary-report'
import { useCommands } from '../../../app/commands/commands'
import { Button } from '../../../widgets/button'
import { Checkbox } from '../../../widgets/checkbox'
import { TextField } from '../../../widgets/field'
import { Section } from '../../../widgets/panel'
import { PlainTable } from '../../../widgets/plain-table'
import { Select } from '../../../widgets/select'
import { kindWords, normWords, shapeText } from './found-words'
import styles from './import.module.css'
import { candidates, choose, isMatrix, type MappingDraft, mappingFrom, mayBeMissing, turn, wantedTensors } from './mapping-draft'

export interface MappingFormProps {
  draft: MappingDraft
  look: DictionaryLook
  onChange: (draft: MappingDraft) => void
  onUse: (mapping: Mapping) => void
  isUsed: boolean
}

export function MappingForm({ draft, look, onChange, onUse, isUsed }: MappingFormProps) {
  const made = mappingFrom(draft)
  const use = () => 'mapping' in made && onUse(made.mapping)
  useCommands([
    {
      id: 'import.useMapping',
      title: 'Use this mapping',
      keys: ['!Alt+Enter'],
      scope: 'form',
      when: 'mapping' in made,
      run: use
    }
  ])
  return (
    <Section
      title="Which tensor is which"
      detail="proposed where names and shapes tell"
      actions={
        <Button size="small" command="import.useMapping">
          Use this mapping
        </Button>
      }
    >
      <Settings draft={draft} onChange={onChange} />
      <PlainTable className={styles.tensors}>
        <thead>
          <tr>
            <th>tensor</th>
            <th>in the file</th>
            <th>axes</th>
          </tr>
        </thead>
        <tbody>
          {wantedTensors(draft).map((name) => (
            <TensorChoice key={name} {...{ name, draft, look, onChange }} />
          ))}
        </tbody>
      </PlainTable>
      {'missing' in made && <p className={styles.quiet}>{made.missing}</p>}
      {'mapping' in made && !isUsed && (
        <p className={styles.quiet}>Not used yet: it is read like this with “Use this mapping”.</p>
      )}
    </Section>
  )
}

interface ChoiceProps extends Omit<MappingFormProps, 'onUse' | 'isUsed'> {
  name: string
}

function TensorChoice({ name, draft, look, onChange }: ChoiceProps) {
  const chosen = draft.tensors[name]
  const none = { value: '', label: mayBeMissing(name) ? 'not in the file: zeros' : 'choose…' }
  const options = candidates(name, look.tensors).map(({ name: from, shape, dtype }) => ({
    value: from,
    label: `${from}  ·  ${shapeText(shape)}, ${dtype}`
  }))
  return (
    <tr>
      <th scope="row" className="mono">
        {name}
      </th>
      <td>
        <Select
          aria-label={`Tensor of ${name}`}
          value={chosen?.from ?? ''}
          options={[none, ...options]}
          onChange={(from) => onChange(choose(draft, name, from, look.tensors))}
        />
      </td>
      <td>
        {isMatrix(name) && (
          <Checkbox
            checked={chosen?.transposed ?? false}
            disabled={!chosen}
            aria-label={`Axes of ${name} are swapped`}
            onChange={(transposed) => onChange(turn(draft, name, transposed))}
          >
            swapped
          </Checkbox>
        )}
      </td>
    </tr>
  )
}

function Settings({ draft, onChange }: Pick<MappingFormProps, 'draft' | 'onChange'>) {
  const change = (part: Partial<MappingDraft>) => onChange({ ...draft, ...part })
  const { architecture, kind, k, inputNorm, streams, applyBDecToInput } = draft
  return (
    <div className={styles.settings}>
      <Select
        label="Architecture"
        value={architecture}
        options={architectures}
        onChange={(value) => change({ architecture: value as MappingDraft['architecture'] })}
      />
      <Select label="Kind" value={kind} options={kinds} onChange={(value) => change(ofKind(value as MappingDraft['kind']))} />
      {architecture === 'topk' && (
        <TextField label="k" mono inputMode="numeric" value={k} onChange={(text) => change({ k: text })} />
      )}
      {kind === 'crosscoder' && (
        <TextField
          label="Widths of the streams"
          mono
          placeholder="768, 768"
          value={streams}
          onChange={(text) => change({ streams: text })}
        />
      )}
      <Select
        label="Norm of each row"
        value={inputNorm}
        options={norms}
        onChange={(value) => change({ inputNorm: value as MappingDraft['inputNorm'] })}
      />
      <Checkbox className={styles.wide} checked={applyBDecToInput} onChange={(checked) => change({ applyBDecToInput: checked })}>
        b_dec is subtracted from the rows first
      </Checkbox>
    </div>
  )
}

/** Only autoencoders usually subtract what they add again. */
function ofKind(kind: MappingDraft['kind']): Partial<MappingDraft> {
  return { kind, applyBDecToInput: kind === 'sae' }
}

const architectures = (['standard', 'topk', 'jumprelu', 'gated'] as const).map((value) => ({ value, label: value }))
const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }))
const norms = [{ value: '', label: 'none' }, ...Object.entries(normWords).map(([value, label]) => ({ value, label }))]
