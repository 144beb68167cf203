/** The tracks of a labeling in the width that there is. */
import type { TimelineDay } from '../../../contract/records/timeline'
import { PictureView } from '../../widgets/picture/picture-view'
import { themeColors } from '../../widgets/theme-colors'
import { useWidth } from '../../widgets/use-width'
import styles from './progress.module.css'
import { progressPicture } from './progress-picture'

export interface ProgressChartProps {
  title: string
  days: readonly TimelineDay[]
  marker: number
}

export function ProgressChart({ title, days, marker }: ProgressChartProps) {
  const [frame, width] = useWidth()
  const words = `${title} by day, ${days[0]?.day} to ${days.at(-1)?.day}; its values are in the table below`
  return (
    <div ref={frame} className={styles.chart}>
      {width > 0 && <PictureView picture={progressPicture({ title: words, days, marker, colors: themeColors(), width })} />}
    </div>
  )
}
