/** The 24 px status bar. Left: project, saved, the running job. Right: what the screen says, the tensor backend, the scope of the keys. */
import type { BackendInfo } from '../../../contract/records/doctor'
import { formatTime } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { useConnection } from '../engine/client'
import { useCall } from '../engine/queries'
import { useView } from '../layout/view'
import { WhoLabels } from '../people/who-labels'
import { useProject } from '../project/current'
import { useSession } from '../session'
import { RunningJob } from './running-job'
import styles from './status-bar.module.css'
import { useKeyScope } from './use-key-scope'
import { useLastSaved } from './use-last-saved'

export function StatusBar() {
  const { screen, project: id } = useSession()
  const project = useProject()
  const { saved, selection, scale } = useView((view) => view.status)
  const lastSaved = useLastSaved()
  const isDraft = screen === 'new-project' && id === null
  return (
    <footer className={styles.bar} data-region="status" tabIndex={-1}>
      <div className={styles.left}>
        <span className={styles.item}>{isDraft ? 'New project, not saved yet' : (project?.name ?? 'No project open')}</span>
        {project?.readOnly && <span className={styles.warn}>read-only</span>}
        {project?.joined && (
          <span
            className={styles.item}
            title="Another Loupe has this project open, and this one works through it. Both see what either does."
          >
            open in two Loupes
          </span>
        )}
        {project && <SavedState text={saved ?? (lastSaved ? `Saved ${formatTime(lastSaved)}` : undefined)} />}
        {project && <WhoLabels />}
        <RunningJob />
      </div>
      <div className={styles.right}>
        {selection && <span className={styles.item}>{selection}</span>}
        {scale && <span className={styles.item}>{scale}</span>}
        <Backend />
        <KeyScope />
      </div>
    </footer>
  )
}

function SavedState({ text }: { text: string | undefined }) {
  return (
    <span className={styles.item} role="status" aria-live="polite">
      {text}
    </span>
  )
}

function Backend() {
  const connected = useConnection((connection) => connection.state === 'open')
  const { data, error } = useCall('engine.backend', {}, { enabled: connected })
  if (!connected) return null
  if (error)
    return (
      <span className={styles.warn} title={error.message}>
        <Icon name="warning" size={12} />
        no tensor backend
      </span>
    )
  if (!data) return null
  const words = backendWords(data)
  if (data.fallbackReason)
    return (
      <span className={styles.warn} title={data.fallbackReason} data-testid="backend">
        <Icon name="warning" size={12} />
        {words}, slower
      </span>
    )
  return (
    <span className={styles.item} title={`version ${data.version}`} data-testid="backend">
      {words}
    </span>
  )
}

/** `tfjs-node · CPU, 8 threads`. */
export function backendWords({ name, threads }: BackendInfo): string {
  const libraries = { tensorflow: 'tfjs-node', wasm: 'tfjs WASM', cpu: 'tfjs plain JS' }
  return `${libraries[name]} · CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
}

function KeyScope() {
  const scope = useKeyScope()
  return <span className={styles.item}>Keys: {scope}</span>
}
