/** What the dictionary makes of rows of the project, at once: FVU, L0, features that do not fire, and the likely cause of a misfit. */
import type { Dataset } from '../../../../contract/records/dataset'
import { type ErrorRecord, hintWithoutOptions } from '../../../../contract/wire/errors'
import { Button } from '../../../widgets/button'
import { formatCount } from '../../../widgets/format'
import { Icon } from '../../../widgets/icon/icon'
import { Fact, SideSection } from '../../../widgets/panel'
import { fitFacts } from './found-words'
import styles from './import.module.css'
import type { ImportView } from './use-import'

export function FitPanel({ view, datasets }: { view: ImportView; datasets: readonly Dataset[] }) {
  const data = datasets.find(({ id }) => id === view.dataset)
  return (
    <div aria-live="polite">
      {view.taking.kind === 'busy' && <Working title="Importing" note={view.taking.progress?.note ?? 'Reading the dictionary'} />}
      {view.taking.kind === 'failed' && (
        <Refused title="Not imported" stopped="You stopped the import: nothing was taken in." error={view.taking.error} />
      )}
      <SideSection title="Rows">
        {data && <Fact label={data.name} value={`${formatCount(data.rows)} × ${formatCount(data.dIn)}`} />}
        {data?.targets && <Fact label="Targets" value={`${formatCount(data.rows)} × ${formatCount(data.targets.dOut)}`} />}
      </SideSection>
      {view.trial.kind === 'idle' && <Waiting />}
      {view.trial.kind === 'busy' && <Working title="Fit" note={view.trial.progress?.note ?? 'Trying it on rows'} />}
      {view.trial.kind === 'failed' && (
        <Refused
          title="It does not fit"
          stopped="You stopped the trial: how it fits is not known. Open the file again to try it."
          error={view.trial.error}
        />
      )}
      {view.trial.kind === 'done' && <Fit view={view.trial.result} />}
      {view.look.kind === 'done' && view.look.result.report && <Files files={view.look.result.report.files} />}
    </div>
  )
}

function Waiting() {
  return (
    <SideSection title="Fit">
      <p className={styles.quiet}>When a dictionary is opened, it is tried on up to 2,048 of these rows.</p>
    </SideSection>
  )
}

function Working({ title, note }: { title: string; note: string }) {
  return (
    <SideSection title={title}>
      <div className={styles.work}>
        <span>{note}…</span>
        <Button size="small" command="import.stop">
          Stop
        </Button>
      </div>
    </SideSection>
  )
}

/** `stopped`: what is said where the person ended it. */
function Refused({ title, stopped, error }: { title: string; stopped: string; error: ErrorRecord }) {
  if (error.code === 'cancelled')
    return (
      <SideSection title="Stopped">
        <p className={styles.quiet}>{stopped}</p>
      </SideSection>
    )
  return (
    <SideSection title={title}>
      <p className={`${styles.line} ${styles.failed}`} role="alert">
        <Icon name="error" size={14} className={styles.sign} />
        <span>{error.message}</span>
      </p>
      {error.hint && <p className={styles.quiet}>{hintWithoutOptions(error.hint)}</p>}
      {error.place && <p className={`mono selectable ${styles.place}`}>{error.place}</p>}
    </SideSection>
  )
}

type TrialResult = Extract<ImportView['trial'], { kind: 'done' }>['result']

function Fit({ view: { fit } }: { view: TrialResult }) {
  return (
    <SideSection title="Fit">
      {fitFacts(fit).map(({ label, value }) => (
        <Fact key={label} label={label} value={value} />
      ))}
      {fit.warning ? (
        <div className={`${styles.line} ${styles.warning}`}>
          <Icon name="warning" size={14} className={styles.warnSign} />
          <div>
            <p className={styles.warningTitle}>{fit.warning.title}</p>
            <p>{fit.warning.detail}</p>
          </div>
        </div>
      ) : (
        <p className={`${styles.line} ${styles.fits}`}>
          <Icon name="check" size={14} className={styles.sign} />
          <span>It fits these rows.</span>
        </p>
      )}
    </SideSection>
  )
}

function Files({ files }: { files: readonly string[] }) {
  return (
    <SideSection title="Files read" count={formatCount(files.length)}>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file} className="mono selectable">
            {file}
          </li>
        ))}
      </ul>
    </SideSection>
  )
}
