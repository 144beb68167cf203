/** What the pinned features fire on at a checkpoint; while another one is asked for, what was shown stays. */
import type { PinnedEvidence } from '../../../../contract/records/pin'
import { useCall } from '../../../app/engine/queries'

export function useEvidenceAt(project: string, run: string, step: number | undefined): PinnedEvidence[] | undefined {
  const { data } = useCall(
    'pins.examples',
    { project, run, step: step ?? 0 },
    { enabled: step !== undefined, keepPrevious: true }
  )
  return step === undefined ? undefined : data?.filter((one) => one.step === step)
}
