/** Which tracks are shown, and what the first one shows. */
import type { Run } from '../../../contract/records/run'
import { Checkbox } from '../../widgets/checkbox'
import { Popover } from '../../widgets/popover'
import { Radio } from '../../widgets/radio'
import { setLossMode, toggleTrack, useRunsView } from './runs-view'
import { type LossMode, lossModes, lossParts, lossWords, offeredTracks, trackWords } from './tracks'

export interface TrackChoiceProps {
  run: Run
  /** Metrics that were measured. */
  metrics: readonly string[]
}

export function TrackChoice({ run, metrics }: TrackChoiceProps) {
  const { lossMode, tracks } = useRunsView()
  const detail = (mode: LossMode) => {
    if (mode === 'parts')
      return lossParts(run.config)
        .map((part) => part.label)
        .join(' + ')
    return mode === 'fvu' ? 'FVU' : undefined
  }
  return (
    <Popover word="Tracks" label="Tracks">
      {() => (
        <>
          <h3 className="caption">Loss shows</h3>
          <Radio
            label="Loss shows"
            value={lossMode}
            onChange={setLossMode}
            options={lossModes.map((mode) => ({ value: mode, label: lossWords[mode], detail: detail(mode) }))}
          />
          <h3 className="caption">Other tracks</h3>
          {offeredTracks(metrics).map((track) => (
            <Checkbox key={track} checked={tracks.includes(track)} onChange={() => toggleTrack(track)}>
              {trackWords[track]}
            </Checkbox>
          ))}
        </>
      )}
    </Popover>
  )
}
