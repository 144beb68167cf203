/**
 * Says on the screens about features that the files of the data set are gone or others now: what was stored stays readable, and is
 * from then.
 */
import { Banner } from '../../widgets/banner'
import { Button } from '../../widgets/button'
import { useCall } from '../engine/queries'
import { useProject, useRun } from '../project/current'
import { featureScreens, useSession } from '../session'
import { fromThenWords, sentence } from './from-then-words'

export function FromThenBanner() {
  const screen = useSession((session) => session.screen)
  const project = useProject()?.id ?? ''
  const run = useRun()
  const dataset = run?.dataset ?? ''
  const enabled = featureScreens.includes(screen) && project !== '' && run?.analysis !== undefined
  const states = useCall('datasets.check', { project, dataset }, { enabled }).data
  const problem = states?.find((state) => state.problem)?.problem
  if (!enabled || !problem || !run?.analysis) return null
  const toData = (
    <Button size="small" command="go.data">
      Data
    </Button>
  )
  return (
    <Banner icon="warning" actions={toData}>
      <strong>{sentence(problem.message)}</strong> {fromThenWords(run.analysis)}
    </Banner>
  )
}
