/** A dialog that asks for a few things and then does one: fields below each other, a way out at the left of what is done. */
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '../button'
import { Dialog } from './dialog'
import styles from './form-dialog.module.css'

export interface FormDialogProps {
  title: string
  width?: number
  onClose: () => void
  /** The way out: `Close` where the dialog stays open after it did what it does. */
  closeWords?: 'Cancel' | 'Close'
  /** Buttons between the way out and what is done. */
  more?: ReactNode
  /** Words of the primary button. */
  submitWords: ReactNode
  canSubmit?: boolean
  onSubmit: () => void
  /** Keys pressed in any of the fields, before Mod+Enter does what the primary button does. */
  onKeyDown?: (event: KeyboardEvent) => void
  /** The fields. */
  children: ReactNode
  /** What came of it. */
  below?: ReactNode
}

export function FormDialog({ children, below, title, width, onClose, onKeyDown, ...buttons }: FormDialogProps) {
  const { canSubmit = true, onSubmit } = buttons
  const heard = (event: KeyboardEvent) => {
    onKeyDown?.(event)
    if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    if (canSubmit) onSubmit()
  }
  return (
    <Dialog title={title} width={width} onClose={onClose} actions={<FormButtons onClose={onClose} {...buttons} />}>
      <FormFields onKeyDown={heard}>{children}</FormFields>
      {below}
    </Dialog>
  )
}

function FormButtons(props: Omit<FormDialogProps, 'title' | 'width' | 'children' | 'below' | 'onKeyDown'>) {
  const { onClose, closeWords = 'Cancel', more, submitWords, canSubmit = true, onSubmit } = props
  return (
    <>
      <Button onClick={onClose} keys="Escape">
        {closeWords}
      </Button>
      {more}
      <Button variant="primary" keys="Mod+Enter" disabled={!canSubmit} onClick={onSubmit}>
        {submitWords}
      </Button>
    </>
  )
}

interface FormFieldsProps {
  scope?: string
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  children: ReactNode
}

/** Fields below each other, for a dialog with buttons of its own. Commands of `scope` act in them. */
export function FormFields({ scope, onKeyDown, children }: FormFieldsProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys that are printed on the buttons
    <div className={styles.fields} data-scope={scope} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
