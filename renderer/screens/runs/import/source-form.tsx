/** Which files, on which rows, under which name. */
import type { Dataset } from '../../../../contract/records/dataset'
import { useCommands } from '../../../app/commands/commands'
import { host, isElectron } from '../../../app/host'
import { Button } from '../../../widgets/button'
import { TextField } from '../../../widgets/field'
import { Select } from '../../../widgets/select'
import styles from './import.module.css'
import type { ImportView } from './use-import'

export function SourceForm({ view, datasets }: { view: ImportView; datasets: readonly Dataset[] }) {
  const pick = async (purpose: 'files' | 'folder') => {
    const picked = (await host().pick(purpose))?.[0]
    if (!picked) return
    view.setPath(picked)
    view.open(undefined, picked)
  }
  const scope = 'form'
  const when = isElectron()
  useCommands([
    {
      id: 'import.file',
      title: 'Choose the file of a dictionary…',
      keys: ['!Mod+O'],
      scope,
      when,
      run: () => void pick('files')
    },
    {
      id: 'import.folder',
      title: 'Choose the folder of a dictionary…',
      keys: ['!Mod+Shift+O'],
      scope,
      when,
      run: () => void pick('folder')
    }
  ])
  return (
    <div className={styles.source}>
      <div className={styles.path}>
        <TextField
          label="File of the weights, or a folder with it"
          mono
          id="dictionary-path"
          placeholder="/data/sae/sae_weights.safetensors"
          value={view.path}
          onChange={view.setPath}
          onEnter={() => view.open()}
        />
        {isElectron() && (
          <>
            <Button command="import.file">File…</Button>
            <Button command="import.folder">Folder…</Button>
          </>
        )}
        <Button keys="Enter" disabled={view.path.trim() === ''} onClick={() => view.open()}>
          Open
        </Button>
      </div>
      <div className={styles.pair}>
        <Select
          label="Tried on the rows of"
          value={view.dataset}
          options={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={view.setDataset}
        />
        <TextField label="Name of the run" placeholder="the name of its files" value={view.name} onChange={view.setName} />
      </div>
    </div>
  )
}
