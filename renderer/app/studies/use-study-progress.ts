/** How far the job of a study is, in words and as a share. */
import { formatCount, formatSeconds } from '../../widgets/format'
import { useCall } from '../engine/queries'

export function useStudyProgress(job: string | undefined): { share: number; words: string } {
  const { data: jobs } = useCall('jobs.list', {}, { enabled: job !== undefined })
  const progress = jobs?.find((entry) => entry.id === job)?.progress
  if (!progress) return { share: 0, words: 'starting' }
  const { done, total, unit, note, secondsLeft } = progress
  const left = secondsLeft === undefined ? '' : `, ${formatSeconds(secondsLeft)} left`
  const share = total > 0 ? done / total : 0
  return { share, words: `${note ? `${note}, ` : ''}${formatCount(done)} of ${formatCount(total)} ${unit}${left}` }
}
