/** The middle: first rows of the label files, the files of the export that is looked at, earlier exports. */

import type { ExportRecord } from '../../../contract/records/export'
import type { FeatureRow } from '../../../contract/records/feature'
import { isUnderWay } from '../../../contract/records/job'
import type { Run } from '../../../contract/records/run'
import { useAct, useCall } from '../../app/engine/queries'
import { useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { formatCount, formatFixed, formatPlural, formatWhen } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Section } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import { ProgressBar } from '../../widgets/progress-bar'
import { Skeleton } from '../../widgets/skeleton'
import styles from './export.module.css'
import { useExportView } from './export-view'
import { FileTable } from './file-table'
import { targetWords } from './format-choices'
import { isVerified } from './ledger'
import { PlannedFiles } from './planned-files'
import type { ExportActions } from './use-export-actions'
import type { Plan } from './use-plan'
import { type Preview, previewRows } from './use-preview'

export interface ExportTablesProps {
  run: Run
  preview: Preview
  plan: Plan
  exports: ExportRecord[]
  shown: ExportRecord | undefined
  actions: ExportActions
}

export function ExportTables({ run, preview, plan, exports, shown, actions }: ExportTablesProps) {
  return (
    <div className={styles.tables}>
      {actions.isWriting && <Writing />}
      <PreviewTable run={run} preview={preview} />
      {shown ? <Files record={shown} /> : <PlannedFiles plan={plan} />}
      {exports.length > 0 && <Exports exports={exports} shown={shown} actions={actions} />}
    </div>
  )
}

function Writing() {
  const project = useSession((session) => session.project)
  const { data: jobs } = useCall('jobs.list', { project: project ?? undefined })
  const job = jobs?.find((other) => other.kind === 'export' && isUnderWay(other))
  const { progress } = job ?? {}
  return (
    <div className={styles.writing} role="status">
      <span>{progress?.note ?? 'Writing, reading back, comparing'}</span>
      <ProgressBar
        label="export done"
        value={progress && progress.total > 0 ? progress.done / progress.total : 0}
        width={160}
        height={6}
      />
      <Button size="small" command="export.cancel">
        Cancel
      </Button>
    </div>
  )
}

function PreviewTable({ run, preview }: { run: Run; preview: Preview }) {
  const analyze = useAct('runs.analyze')
  const project = useSession((session) => session.project)
  if (!run.analysis)
    return (
      <Empty
        title={`${run.name} is not analyzed`}
        actions={<Button onClick={() => project && analyze.mutate({ project, run: run.id })}>Analyze now</Button>}
      >
        The weights can be exported as they are. Densities, examples and labels come with an analysis.
      </Empty>
    )
  if (preview.error) return <Failed error={preview.error} />
  if (preview.filterError) return <Empty title="The filter is not understood">What is wrong with it stands below it.</Empty>
  if (preview.isPending) return <Skeleton rows={previewRows} rowHeight={28} />
  if (preview.rows.length === 0)
    return (
      <Empty title="No features are chosen">
        Choose another state or filter at the left; weights are written whole in any case.
      </Empty>
    )
  return (
    <PlainTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.numberHead}>
            feature
          </th>
          <th scope="col">label</th>
          <th scope="col">tags</th>
          <th scope="col" className={styles.numberHead}>
            conf.
          </th>
          <th scope="col" className={styles.numberHead}>
            density
          </th>
          <th scope="col" className={styles.numberHead}>
            max
          </th>
        </tr>
      </thead>
      <tbody>
        {preview.rows.map((row) => (
          <PreviewLine key={row.feature} row={row} />
        ))}
      </tbody>
    </PlainTable>
  )
}

function PreviewLine({ row }: { row: FeatureRow }) {
  const words = row.label || (row.status === 'not-interpretable' ? 'not interpretable' : '–')
  return (
    <tr>
      <td className={styles.id}>{row.feature}</td>
      <td className={row.label ? styles.label : styles.noLabel} title={row.label}>
        {words}
      </td>
      <td className={styles.tags}>{row.tags.join(', ')}</td>
      <td className={styles.number}>{row.confidence ?? '–'}</td>
      <td className={styles.number}>{formatFixed(row.density, 5)}</td>
      <td className={styles.number}>{formatFixed(row.max, 3)}</td>
    </tr>
  )
}

function Files({ record }: { record: ExportRecord }) {
  return (
    <Section
      title="Files written"
      actions={
        <span className="ellipsis selectable" title={record.folder}>
          {shortPath(record.folder)}
        </span>
      }
      className={styles.block}
    >
      <FileTable files={record.receipt.files} />
    </Section>
  )
}

function Exports({
  exports,
  shown,
  actions
}: {
  exports: ExportRecord[]
  shown: ExportRecord | undefined
  actions: ExportActions
}) {
  const choose = (chosen: string | null) => useExportView.setState({ chosen })
  return (
    <Section title="Exports" detail={formatCount(exports.length)} className={styles.block}>
      <ul className={styles.exports}>
        {exports.map((record) => {
          const equal = isVerified(actions.verified[record.id] ?? record.receipt.verified)
          return (
            <li key={record.id} data-chosen={record.id === shown?.id}>
              <button
                type="button"
                aria-pressed={record.id === shown?.id}
                onClick={() => choose(record.id === shown?.id ? null : record.id)}
              >
                <span className={styles.when}>{formatWhen(record.createdAt)}</span>
                <span className={`ellipsis ${styles.what}`}>
                  {targetWords[record.receipt.as].title}: {record.receipt.run.name}, step {formatCount(record.receipt.run.step)},{' '}
                  {formatPlural(record.receipt.labels.written, 'feature')} listed
                </span>
                <span className={equal ? styles.equal : styles.unequal}>
                  <Icon name={equal ? 'check' : 'error'} size={14} />
                  {equal ? 'verified' : 'not equal'}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** The last two parts of a path: enough to know it, the whole is in the tooltip. */
function shortPath(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).slice(-2).join(' / ')
}
