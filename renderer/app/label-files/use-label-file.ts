/** Labels of a file on their way into a run: look, choose, import. */
import { useState } from 'react'
import type { LabelColumns } from '../../../contract/records/label-file'
import { type OneCall, useOneCall } from '../engine/use-one-call'
import { missing } from './label-file-words'

export type LabelsAs = 'suggestions' | 'labels'

export interface LabelFileView {
  path: string
  setPath(path: string): void
  as: LabelsAs
  setAs(as: LabelsAs): void
  leaveOut: boolean
  setLeaveOut(leaveOut: boolean): void
  source: string | undefined
  look: OneCall<'labelFiles.look'>['state']
  taking: OneCall<'labelFiles.import'>['state']
  /** Reads the file anew, with columns or a source that were chosen. */
  open(path?: string, chosen?: { columns?: LabelColumns; source?: string }): void
  problem: string | undefined
  canTake: boolean
  take(): void
}

export function useLabelFile(project: string, run: string): LabelFileView {
  const [path, setPath] = useState('')
  const [as, setAs] = useState<LabelsAs>('suggestions')
  const [leaveOut, setLeaveOut] = useState(false)
  const [chosen, setChosen] = useState<{ columns?: LabelColumns; source?: string }>({})
  const look = useOneCall('labelFiles.look')
  const taking = useOneCall('labelFiles.import')
  const open = (file = path, choice: typeof chosen = {}) => {
    if (file.trim() === '') return
    taking.cancel()
    setChosen(choice)
    void look.begin({ project, run, path: file.trim(), ...choice })
  }
  const seen = look.state.kind === 'done' ? look.state.result : undefined
  const problem = seen && missing(seen, chosen.source, leaveOut)
  const canTake = seen !== undefined && problem === undefined && taking.state.kind !== 'busy'
  const take = () => {
    if (canTake) void taking.begin({ project, run, path: path.trim(), ...chosen, as, leaveOut })
  }
  return {
    path,
    setPath,
    as,
    setAs,
    leaveOut,
    setLeaveOut,
    source: chosen.source,
    look: look.state,
    taking: taking.state,
    open,
    problem,
    canTake,
    take
  }
}
