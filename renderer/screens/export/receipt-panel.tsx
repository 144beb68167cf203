/** The receipt on its sheet of paper: what was written, how it was proved, what is missing. Before the export it is a proof sheet. */
import type { ExportRecord, Receipt } from '../../../contract/records/export'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { useCall } from '../../app/engine/queries'
import { useBlindMode } from '../../app/features/blind-mode'
import { useWho } from '../../app/people/who'
import { Button } from '../../widgets/button'
import { formatFixed, formatPlural, formatTime } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { scientificText } from '../../widgets/line-series/tick-text'
import styles from './export.module.css'
import { isVerified, type Ledger, ledgerBefore, ledgerOf } from './ledger'
import type { ExportActions } from './use-export-actions'

export interface ReceiptPanelProps {
  project: Project
  run: Run
  step: number
  /** What the plan says will be missing from the one to be written. */
  gaps: readonly string[]
  shown: ExportRecord | undefined
  actions: ExportActions
}

export function ReceiptPanel({ project, run, step, gaps, shown, actions }: ReceiptPanelProps) {
  return (
    <div className={styles.receiptSide}>
      <article
        className={styles.paper}
        aria-label="Receipt"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
        tabIndex={0}
      >
        {shown ? <Written record={shown} actions={actions} /> : <Proof project={project} run={run} step={step} gaps={gaps} />}
      </article>
      <div className={styles.receiptActions}>
        {actions.canShowFolder && (
          <Button size="small" command="export.show">
            Show in folder
          </Button>
        )}
        <Button size="small" command="export.copy" noKeys>
          Copy receipt
        </Button>
        <span className={styles.right}>
          <Button size="small" command="export.verify">
            {actions.isVerifying ? 'Comparing' : 'Verify again'}
          </Button>
        </span>
      </div>
    </div>
  )
}

function Written({ record, actions }: { record: ExportRecord; actions: ExportActions }) {
  const { receipt } = record
  const again = actions.verified[record.id]
  const verified = again ?? receipt.verified
  const weights = receipt.files.find((file) => file.name.endsWith('.safetensors'))
  return (
    <>
      <header className={styles.receiptHead}>
        <h2>Receipt</h2>
        <span className={`ellipsis ${styles.receiptName}`} title={record.folder}>
          {record.folder.split(/[\\/]/).at(-1)}
        </span>
      </header>
      <Verdict verified={verified} isDictionary={receipt.as === 'labeled'} time={again ? undefined : receipt.createdAt} />
      <LedgerView ledger={ledgerOf(receipt)} />
      {weights && (
        <section className={styles.section}>
          <h3>Checksum</h3>
          <p className={`selectable ${styles.checksum}`}>sha256 {weights.sha256.replace(/(.{4})/g, '$1 ')}</p>
        </section>
      )}
    </>
  )
}

function Proof({ project, run, step, gaps }: { project: Project; run: Run; step: number; gaps: readonly string[] }) {
  const { data: progress } = useCall(
    'labels.progress',
    { project: project.id, run: run.id },
    { enabled: run.analysis !== undefined }
  )
  const data = project.datasets.find((dataset) => dataset.id === run.dataset)
  const [blind, who] = [useBlindMode(), useWho()]
  return (
    <>
      <header className={styles.receiptHead}>
        <h2>Receipt</h2>
        <span className={styles.receiptName}>not written yet</span>
      </header>
      <p className={styles.notYet}>What it will say. After writing, the folder is read back and compared.</p>
      <LedgerView ledger={ledgerBefore(run, step, { data, progress, gaps, annotator: blind ? who : undefined })} />
    </>
  )
}

interface VerdictProps {
  verified: Receipt['verified']
  isDictionary: boolean
  time: number | undefined
}

function Verdict({ verified, isDictionary, time }: VerdictProps) {
  const equal = isVerified(verified)
  const when = time === undefined ? 'just now' : formatTime(time)
  return (
    <div className={equal ? styles.verdict : styles.verdictBad}>
      <Icon name={equal ? 'check' : 'error'} size={16} />
      <div>
        <p className={styles.verdictTitle}>{equal ? 'Read back and compared: equal' : 'Read back and compared: not equal'}</p>
        <p className={styles.verdictDetail}>
          {isDictionary
            ? differencesOf(verified)
            : `${formatPlural(verified.rows, 'row or feature', 'rows or features')}, all as it was meant.`}{' '}
          {when}, {formatFixed(verified.seconds, 1)} s
        </p>
      </div>
    </div>
  )
}

function differencesOf({ rows, maxDifferenceActs, maxDifferenceRecon, labelsEqual }: Receipt['verified']): string {
  const acts = `activations within ${scientificText(maxDifferenceActs)}`
  const recon = `reconstructions within ${scientificText(maxDifferenceRecon)}`
  return `${formatPlural(rows, 'row')}: ${acts}, ${recon}; labels ${labelsEqual ? 'equal' : 'not equal'}.`
}

function LedgerView({ ledger }: { ledger: Ledger }) {
  return (
    <>
      {ledger.sections.map((section) => (
        <section key={section.title} className={styles.section}>
          <h3>{section.title}</h3>
          <dl>
            {section.lines.map((line) => (
              <div key={line.label} className={styles.ledgerLine}>
                <dt>{line.label}</dt>
                <dd className="mono selectable">{line.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section className={styles.section}>
        <h3>Known gaps</h3>
        {ledger.gaps.length === 0 && <p className={styles.gap}>None known.</p>}
        {ledger.gaps.map((gap) => (
          <p key={gap} className={styles.gap}>
            <Icon name="warning" size={14} className={styles.gapIcon} />
            <span>{gap}</span>
          </p>
        ))}
      </section>
    </>
  )
}
