/** What to do with what was written: the main button over the whole width, the other ones side by side below it. */
import type { ReactNode } from 'react'
import { Button } from '../../widgets/button'
import styles from './form-actions.module.css'

interface Action {
  command: string
  words: string
}

export interface FormActionsProps {
  /** Accessible name. */
  label: string
  main: Action
  others: readonly Action[]
  /** Below them. */
  children?: ReactNode
}

export function FormActions({ label, main, others, children }: FormActionsProps) {
  return (
    <section className={styles.actions} aria-label={label}>
      <Button variant="primary" size="large" wide command={main.command}>
        {main.words}
      </Button>
      <div className={styles.others}>
        {others.map(({ command, words }) => (
          <Button key={command} command={command} className={styles.other}>
            {words}
          </Button>
        ))}
      </div>
      {children}
    </section>
  )
}
