/** What happened at which step, on the axis with its words: in view also when the tracks scroll. */
import { placeMarks } from './marks-layout'
import styles from './track-chart.module.css'
import type { ChartMark } from './types'

export interface MarkLineProps {
  /** Places in px of the plot, undefined outside of what is shown. */
  marks: { mark: ChartMark; x: number | undefined }[]
  width: number
}

export function MarkLine({ marks, width }: MarkLineProps) {
  return (
    <div className={styles.markRow} style={{ width }}>
      {placeMarks(marks, width).map((mark) => (
        <div key={mark.x} className={styles.markLine} style={{ left: Math.round(mark.x) }}>
          <span className={styles.markText} data-left={mark.isLeft}>
            {mark.text}
          </span>
          <span className={styles.triangle} />
        </div>
      ))}
    </div>
  )
}
