/** Toasts at the lower right, and the polite live region that reads them. Mounted once, by the shell. */
import { Button } from '../button'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/icon-paths'
import styles from './toast.module.css'
import { closeToast, type Toast, useToasts } from './toast-store'

const icons: Record<Toast['tone'], IconName> = { ok: 'check', info: 'info', warn: 'warning', danger: 'error' }

export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <div className={styles.toasts} role="log" aria-live="polite" aria-label="Messages">
      {toasts.map((entry) => (
        <ToastCard key={entry.id} entry={entry} />
      ))}
    </div>
  )
}

function ToastCard({ entry }: { entry: Toast }) {
  const { action } = entry
  return (
    <div className={styles.toast} data-tone={entry.tone}>
      <Icon name={entry.icon ?? icons[entry.tone]} className={styles.icon} />
      <div className={styles.words}>
        <p>{entry.text}</p>
        {entry.detail && <p className={styles.detail}>{entry.detail}</p>}
      </div>
      {action && (
        <Button
          variant="quiet"
          size="small"
          keys={action.keys}
          className={styles.action}
          onClick={() => {
            action.run()
            closeToast(entry.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <button type="button" className={styles.close} aria-label="Close message" onClick={() => closeToast(entry.id)}>
        <Icon name="close" size={12} />
      </button>
    </div>
  )
}
