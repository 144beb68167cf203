/** The model: typed, or chosen from what the server lists. The server is asked by a button and only while the switch is on. */
import type { ModelSettings } from '../../../contract/records/draft'
import { useCall } from '../../app/engine/queries'
import { Button } from '../../widgets/button'
import { formatPlural } from '../../widgets/format'
import { Select } from '../../widgets/select'
import { KeptField } from './kept-field'
import styles from './settings.module.css'

export function ModelChoice({ settings, onChange }: { settings: ModelSettings; onChange: (model: string) => void }) {
  const { data: models, error, isFetching, refetch } = useCall('drafts.models', {}, { enabled: false })
  const known = models?.includes(settings.model) ? models : [settings.model, ...(models ?? [])]
  return (
    <div className={styles.choice}>
      {models ? (
        <Select
          label="Model"
          value={settings.model}
          onChange={onChange}
          options={known.map((name) => ({ value: name, label: name || 'Choose one…' }))}
        />
      ) : (
        <KeptField label="Model" mono value={settings.model} hint="As the server names it." onKeep={onChange} />
      )}
      <div className={styles.asking}>
        <Button disabled={!settings.on || isFetching} onClick={() => void refetch()}>
          {isFetching ? 'Asking…' : 'List models'}
        </Button>
        <span role="status" className={styles.said}>
          {!settings.on && 'The server is asked when drafts are on.'}
          {error && `${error.message}. ${error.hint ?? ''}`}
          {models && !error && `The server lists ${formatPlural(models.length, 'model')}.`}
        </span>
      </div>
    </div>
  )
}
