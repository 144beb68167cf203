/** What is written: the kind of export, the format and type of its numbers, and the names that only the person knows. */
import { formatTitles, type WeightType, type WrittenFormat } from '../../../contract/records/dictionary-report'
import type { ActivationFile, ExportAs, ExportNames } from '../../../contract/records/export'
import { TextField } from '../../widgets/field'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import styles from './export.module.css'
import { useExportView } from './export-view'

export const targetWords: Record<ExportAs, { title: string; hint: string }> = {
  labeled: { title: 'Labeled dictionary', hint: 'weights, labels as JSON lines, CSV and Parquet, a model card, proof' },
  viewer: { title: 'One-file viewer', hint: 'an HTML page that opens from disk in any browser, without a network' },
  neuronpedia: { title: 'Neuronpedia', hint: 'upload batches of 128 features, labels as rows of an explanation dump' },
  saedashboard: { title: 'SAEDashboard', hint: 'batches of dashboards as its Neuronpedia runner writes them' },
  delphi: { title: 'delphi latents cache', hint: 'active places by sequence and position, f16' },
  activations: { title: 'Activations of rows', hint: 'which features are active on each row, and how much' }
}

const written: WrittenFormat[] = ['saelens', 'loupe', 'gemma-scope', 'sparsify', 'dictionary-learning']
const formats = Object.fromEntries(written.map((format) => [format, formatTitles[format]]))
const types: Record<WeightType, string> = { f32: 'float32', f16: 'float16', bf16: 'bfloat16' }
const activationFiles: Record<ActivationFile, string> = {
  safetensors: 'safetensors, sparse rows',
  parquet: 'Parquet, a long table'
}

export function FormatChoices() {
  const { as, format, type, activations } = useExportView()
  const change = useExportView.setState
  return (
    <SideSection title="Format">
      <div className={styles.formats}>
        <Select
          aria-label="Export as"
          value={as}
          onChange={(value) => change({ as: value as ExportAs, chosen: null })}
          options={optionsOf(Object.fromEntries(Object.entries(targetWords).map(([key, { title }]) => [key, title])))}
        />
        {as === 'labeled' && (
          <div className={styles.twoColumns}>
            <Select
              aria-label="Format of the weights"
              value={format}
              onChange={(value) => change({ format: value as WrittenFormat })}
              options={optionsOf(formats)}
            />
            <Select
              aria-label="Numbers of the weights"
              value={type}
              onChange={(value) => change({ type: value as WeightType })}
              options={optionsOf(types)}
            />
          </div>
        )}
        {as === 'activations' && (
          <Select
            aria-label="File of the activations"
            value={activations}
            onChange={(value) => change({ activations: value as ActivationFile })}
            options={optionsOf(activationFiles)}
          />
        )}
      </div>
      <p className={styles.hint}>{targetWords[as].hint}</p>
    </SideSection>
  )
}

/** Activation files do not say where they are from. */
export function NameChoices() {
  const { as, names } = useExportView()
  const fields: [keyof ExportNames, string, string][] = [
    ['model', 'Model', 'gpt2-small'],
    ['hook', 'Place in the model', 'blocks.6.hook_resid_pre']
  ]
  if (as === 'neuronpedia' || as === 'saedashboard') fields.push(['source', 'Source on Neuronpedia', '6-res-jb'])
  if (as === 'labeled' || as === 'viewer') fields.push(['license', 'License', 'cc-by-4.0'])
  return (
    <SideSection title="Origin">
      <div className={styles.formats}>
        {fields.map(([key, label, placeholder]) => (
          <TextField
            key={key}
            label={label}
            mono
            maxLength={key === 'license' ? 100 : 200}
            placeholder={placeholder}
            value={names[key]}
            onChange={(name) => useExportView.setState((view) => ({ names: { ...view.names, [key]: name } }))}
          />
        ))}
      </div>
    </SideSection>
  )
}

function optionsOf(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
