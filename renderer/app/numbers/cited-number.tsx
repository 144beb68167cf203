/** A number that explains itself on hover and focus; pressed, it is copied as a line to cite. */
import type { ReactNode } from 'react'
import { Fact } from '../../widgets/panel'
import { Tooltip } from '../../widgets/tooltip'
import { copyLine } from '../output/copy-line'
import styles from './cited-number.module.css'
import { citationOf, type Figure, figureWords } from './figure'

export interface CitedNumberProps {
  figure: Figure
  /** Left out: the value alone, in mono. */
  children?: ReactNode
  /** For what is more than a number in a line. */
  className?: string | undefined
  /** Fills the width. */
  block?: boolean
}

export function CitedNumber({ figure, children, className, block = false }: CitedNumberProps) {
  const words = figureWords(figure)
  return (
    <Tooltip text={`${words}. Press to copy.`} block={block}>
      <button
        type="button"
        className={className ?? styles.number}
        aria-description={words}
        data-figure={figure.name}
        onClick={() => void copyLine(citationOf(figure), `${figure.name} of ${figure.of}`)}
      >
        {children ?? figure.value}
      </button>
    </Tooltip>
  )
}

/** A fact of a panel whose value is one number. */
export function CitedFact({ figure, label = figure.name }: { figure: Figure; label?: string }) {
  return <Fact label={label} value={<CitedNumber figure={figure} />} />
}
