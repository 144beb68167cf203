/** A modal dialog on the native element (focus trap, Escape and inertness come from it), and the host of `confirm` and `choose`. */
import { type ReactNode, useId } from 'react'
import { Button } from '../button'
import styles from './dialog.module.css'
import { useDialog } from './dialog-store'
import { useModal } from './use-modal'

export interface DialogProps {
  title: string
  onClose: () => void
  children?: ReactNode
  /** Buttons, right-aligned, the primary one last. */
  actions?: ReactNode
  width?: number
  /** Commands of this scope act in the dialog, wherever in it the focus is. */
  scope?: string
  /** What is behind can not be read: it would say what is asked. */
  covers?: boolean
}

export function Dialog({ title, onClose, children, actions, width = 420, scope, covers }: DialogProps) {
  const element = useModal()
  const id = useId()
  return (
    <dialog
      ref={element}
      className={styles.dialog}
      style={{ width }}
      aria-labelledby={id}
      data-modal=""
      data-scope={scope}
      data-covers={covers || undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id} className={`title ${styles.title}`}>
        {title}
      </h2>
      {children && <div className={styles.body}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </dialog>
  )
}

export function DialogHost() {
  const { question, answer } = useDialog()
  if (!question || !answer) return null
  return (
    <Dialog
      key={question.title}
      title={question.title}
      onClose={() => answer(null)}
      actions={
        <>
          <Button onClick={() => answer(null)} keys="Escape">
            {question.cancel ?? 'Cancel'}
          </Button>
          {question.choices.map((choice) => (
            <Button key={choice.value} variant={choice.variant ?? 'default'} onClick={() => answer(choice.value)}>
              {choice.label}
            </Button>
          ))}
        </>
      }
    >
      <p>{question.text}</p>
    </Dialog>
  )
}
