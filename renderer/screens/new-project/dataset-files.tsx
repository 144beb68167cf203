/** Where the files of a data set lie, whether they are still there and unchanged, and pointing the project at a moved one. */
import { useState } from 'react'
import type { FileReference } from '../../../contract/records/basics'
import type { Dataset, FileState, RowColumn } from '../../../contract/records/dataset'
import { useAct, useCall } from '../../app/engine/queries'
import { host, isElectron } from '../../app/host'
import { useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatBytes } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Fact, Section } from '../../widgets/panel'
import { toast } from '../../widgets/toast/toast-store'
import styles from './data-facts.module.css'
import { DatasetGrowth } from './dataset-growth'
import { placeText } from './dataset-words'

export function DatasetFiles({ dataset }: { dataset: Dataset }) {
  const project = useSession((session) => session.project) ?? ''
  const states = useCall('datasets.check', { project, dataset: dataset.id }, { enabled: project !== '', fresh: true }).data
  const { rowTable } = dataset
  return (
    <div>
      <Section title="Files" detail="read in place, never copied">
        {referencesOf(dataset).map(({ title, reference }) => (
          <FileFacts
            key={title}
            title={title}
            reference={reference}
            state={states?.find(({ path }) => path === reference.path)}
            dataset={dataset.id}
          />
        ))}
        {rowTable && <Fact ruled label="Columns" value={columnWords(rowTable.columns)} title={columnWords(rowTable.columns)} />}
      </Section>
      <Relocate dataset={dataset.id} />
      <DatasetGrowth dataset={dataset} />
    </div>
  )
}

/** Streams by their names; without any the activations alone. */
export function referencesOf({
  activations,
  streams,
  targets,
  rowTable,
  vocabulary
}: Dataset): { title: string; reference: FileReference }[] {
  const inputs = streams?.map(({ name, reference }) => ({ title: `Stream ${name}`, reference }))
  return [
    ...(inputs ?? [{ title: 'Activations', reference: activations }]),
    ...(targets ? [{ title: 'Targets', reference: targets }] : []),
    ...(rowTable ? [{ title: 'Row table', reference: rowTable }] : []),
    ...(vocabulary ? [{ title: 'Vocabulary', reference: vocabulary }] : [])
  ]
}

function columnWords(columns: readonly RowColumn[]): string {
  return columns.map(({ name, role }) => `${name} (${role})`).join(', ')
}

interface FileFactsProps {
  title: string
  reference: FileReference
  state: FileState | undefined
  dataset: string
}

function FileFacts({ title, reference, state, dataset }: FileFactsProps) {
  return (
    <>
      <Fact ruled label={title} value={formatBytes(reference.sizeBytes)} />
      <div className={styles.path}>
        <p className="mono selectable">{placeText(reference)}</p>
        {state?.foundAt && <p className={styles.found}>Moved, found again by its content: {state.foundAt}</p>}
        {state?.problem && (
          <div className={styles.lost} role="alert">
            <Icon name="warning" size={14} />
            <p>
              {state.problem.message} {state.problem.hint}
            </p>
            {isElectron() && <Find dataset={dataset} />}
          </div>
        )}
      </div>
    </>
  )
}

function Find({ dataset }: { dataset: string }) {
  const { pick, isPending } = useRelocate(dataset)
  return (
    <Button size="small" disabled={isPending} onClick={() => void pick()}>
      Find…
    </Button>
  )
}

/** Asks for the moved file and points the data set at it; the engine checks that the content is the same. */
function useRelocate(dataset: string) {
  const project = useSession((session) => session.project) ?? ''
  const relocate = useAct('datasets.relocate', { onDone: () => toast({ tone: 'ok', text: 'Found: the content is the same' }) })
  const to = (path: string) => relocate.mutate({ project, dataset, path })
  const pick = async () => {
    const picked = await host().pick('files')
    if (picked?.[0]) to(picked[0])
  }
  return { to, pick, isPending: relocate.isPending }
}

function Relocate({ dataset }: { dataset: string }) {
  const [path, setPath] = useState('')
  const { to, pick, isPending } = useRelocate(dataset)
  return (
    <Section title="Moved?" detail="points the project at a file that was moved; its content must be the same">
      <div className={styles.relocate}>
        {isElectron() ? (
          <Button disabled={isPending} onClick={() => void pick()}>
            Relocate file…
          </Button>
        ) : (
          <>
            <TextField
              aria-label="New path of the moved file"
              mono
              placeholder="New path of the moved file"
              value={path}
              onChange={setPath}
            />
            <Button disabled={!path.trim() || isPending} onClick={() => to(path.trim())}>
              Relocate
            </Button>
          </>
        )}
      </div>
    </Section>
  )
}
