/** What the open project's data is: files, shapes, split, what was left out, and where the files lie. */
import { useState } from 'react'
import type { Dataset } from '../../../contract/records/dataset'
import { useCommands } from '../../app/commands/commands'
import { useAct } from '../../app/engine/queries'
import { host, isElectron } from '../../app/host'
import { Screen } from '../../app/layout/screen'
import { useProject } from '../../app/project/current'
import { navigate, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { TextField } from '../../widgets/field'
import { formatBytes, formatCount, formatFixed, formatHash, formatWhen } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Fact, Section } from '../../widgets/panel'
import { Skeleton } from '../../widgets/skeleton'
import { toast } from '../../widgets/toast/toast-store'
import styles from './data-facts.module.css'

export function DataFacts() {
  const project = useProject()
  useCommands([{ id: 'data.newRun', title: 'New run…', keys: ['N'], scope: 'data', run: () => navigate('runs') }])
  return (
    <Screen
      scope="data"
      head={
        <Head
          title="Data"
          detail={project && `${formatCount(project.datasets.length)} data ${project.datasets.length === 1 ? 'set' : 'sets'}`}
          actions={<Button command="project.new">New project…</Button>}
        />
      }
    >
      {!project && <Skeleton rows={8} rowHeight={28} />}
      {project?.datasets.length === 0 && <Empty title="This project has no data">Make a new one from activation files.</Empty>}
      {project?.datasets.map((dataset) => (
        <DatasetFacts key={dataset.id} dataset={dataset} />
      ))}
    </Screen>
  )
}

function DatasetFacts({ dataset }: { dataset: Dataset }) {
  const { activations, rowTable, leftOut, norms } = dataset
  return (
    <div className={styles.facts}>
      <Section title={dataset.name} detail={`since ${formatWhen(dataset.createdAt)}`}>
        <Fact ruled label="Vectors" value={`${activations.shape.map(formatCount).join(' × ')}, ${activations.dtype}`} />
        <Fact ruled label="d_in" value={formatCount(dataset.dIn)} />
        <Fact ruled label="Rows that train" value={formatCount(dataset.trainRows)} />
        <Fact ruled label="Rows that validate" value={formatCount(dataset.validationRows)} />
        <Fact ruled label="Split" value={splitText(dataset)} />
        <Fact ruled label="Left out" value={leftOutText(dataset)} title={leftOut.rows.slice(0, 50).map(formatCount).join(', ')} />
        <Fact ruled label="Mean norm" value={formatFixed(norms.mean, 1)} />
        <Fact ruled label="Median norm" value={formatFixed(norms.median, 1)} />
        <Fact ruled label="Documents" value={dataset.documents > 0 ? formatCount(dataset.documents) : 'none'} />
        <Fact ruled label="Fingerprint" value={formatHash(activations.fingerprint, 4)} title={activations.fingerprint} />
      </Section>
      <div>
        <Section title="Files" detail="read in place, never copied">
          <FileFacts title="Activations" path={activations.path} array={activations.array} bytes={activations.sizeBytes} />
          {rowTable && <FileFacts title="Row table" path={rowTable.path} array={rowTable.array} bytes={rowTable.sizeBytes} />}
          {rowTable && (
            <Fact ruled label="Columns" value={rowTable.columns.map((column) => `${column.name} (${column.role})`).join(', ')} />
          )}
        </Section>
        <Relocate dataset={dataset.id} />
      </div>
    </div>
  )
}

function FileFacts({ title, path, array, bytes }: { title: string; path: string; array?: string; bytes: number }) {
  return (
    <>
      <Fact ruled label={title} value={formatBytes(bytes)} />
      <p className={`mono selectable ${styles.path}`}>
        {path}
        {array && `:${array}`}
      </p>
    </>
  )
}

/** A moved file is pointed at again; the engine checks that the content is the same. */
function Relocate({ dataset }: { dataset: string }) {
  const project = useSession((session) => session.project) ?? ''
  const [path, setPath] = useState('')
  const relocate = useAct('datasets.relocate', {
    onDone: () => {
      setPath('')
      toast({ tone: 'ok', text: 'Found: the content is the same' })
    }
  })
  const pick = async () => {
    const picked = await host().pick('files')
    if (picked?.[0]) relocate.mutate({ project, dataset, path: picked[0] })
  }
  return (
    <Section title="Moved?" detail="points the project at a file that was moved; its content must be the same">
      <div className={styles.relocate}>
        {isElectron() ? (
          <Button disabled={relocate.isPending} onClick={() => void pick()}>
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
            <Button
              disabled={!path.trim() || relocate.isPending}
              onClick={() => relocate.mutate({ project, dataset, path: path.trim() })}
            >
              Relocate
            </Button>
          </>
        )}
      </div>
    </Section>
  )
}

function splitText({ split }: Dataset): string {
  if (split.by === 'column') return `by the column “${split.column}”`
  return split.by === 'none' ? 'none' : `every ${split.every}th ${split.by} validates`
}

function leftOutText({ leftOut, outliers }: Dataset): string {
  if (leftOut.count === 0) return outliers.rule === 'drop' ? '0 rows' : `0 rows, outliers: ${outliers.rule}`
  const parts = [
    leftOut.outliers > 0 && `${formatCount(leftOut.outliers)} over ${outliers.factor} × median`,
    leftOut.notFinite > 0 && `${formatCount(leftOut.notFinite)} not finite`,
    leftOut.filtered && `${formatCount(leftOut.filtered)} filtered`,
    leftOut.test && `${formatCount(leftOut.test)} test`
  ]
  return `${formatCount(leftOut.count)} rows: ${parts.filter(Boolean).join(', ')}`
}
