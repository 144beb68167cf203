/** What is trained: the kind, as far as the data allows, and the architecture, by what makes it sparse. */
import { useId } from 'react'
import { architectureWords } from '../../../../contract/records/architecture-words'
import type { Dataset } from '../../../../contract/records/dataset'
import type { Architecture, DictionaryKind, RunConfig } from '../../../../contract/records/run'
import { Field } from '../../../widgets/field'
import { Radio } from '../../../widgets/radio'
import { Segment } from '../../../widgets/segment'
import { architectureFamilies, architectureHints, kindHints, kindWords } from '../fields/words'
import { refusedKinds, refusedKindsText } from './kinds'
import styles from './new-run.module.css'

export interface ArchitectureChoiceProps {
  config: RunConfig
  data: Dataset
  /** What the engine said against the field of this key. */
  errors: Partial<Record<string, string>>
  onKind(kind: DictionaryKind): void
  onArchitecture(architecture: Architecture): void
}

export function ArchitectureChoice({ config, data, errors, onKind, onArchitecture }: ArchitectureChoiceProps) {
  const name = useId()
  const refused = refusedKinds(data)
  const kind = config.kind ?? 'sae'
  return (
    <>
      <Field
        label="kind"
        hint={[kindHints[kind], refusedKindsText(data)].filter(Boolean).join(' ')}
        error={errors.kind}
        htmlFor="run-kind"
      >
        <span id="run-kind">
          <Segment
            label="Kind"
            value={kind}
            onChange={onKind}
            options={(Object.keys(kindWords) as DictionaryKind[]).map((value) => ({
              value,
              label: kindWords[value],
              disabled: refused[value] !== undefined,
              title: refused[value] ?? kindHints[value]
            }))}
          />
        </span>
      </Field>
      <Field label="architecture" hint={architectureHints[config.architecture]} error={errors.architecture}>
        <div className={styles.families}>
          {architectureFamilies.map(({ title, members }) => (
            <div key={title}>
              <h3 className={styles.family}>{title}</h3>
              <Radio
                label={`Architecture, ${title}`}
                name={name}
                value={config.architecture}
                onChange={onArchitecture}
                options={members.map((value) => ({ value, label: architectureWords[value] }))}
              />
            </div>
          ))}
        </div>
      </Field>
    </>
  )
}
