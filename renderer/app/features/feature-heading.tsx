/** The head of a screen about one feature: its id and label, and what the screen puts beside them. */
import type { ReactNode } from 'react'
import styles from './feature-heading.module.css'

export interface FeatureHeadingProps {
  feature: number
  /** As it is being typed; empty while there is none. */
  label: string
  /** `main` where the label is what the screen is about, `beside` where it is written elsewhere on the screen. */
  form: 'main' | 'beside'
  children?: ReactNode
}

export function FeatureHeading({ feature, label, form, children }: FeatureHeadingProps) {
  return (
    <header className={styles.head} data-form={form}>
      <h1 className={styles.title}>
        <span className={styles.id}>{feature}</span>
        <span className={label ? 'ellipsis' : styles.none} title={label}>
          {label || 'no label yet'}
        </span>
      </h1>
      {children}
    </header>
  )
}
