/** Which tracks are shown, and what the first one shows: a small panel below its button. */
import { useEffect, useRef, useState } from 'react'
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { Icon } from '../../widgets/icon/icon'
import { Radio } from '../../widgets/radio'
import styles from './runs.module.css'
import { setLossMode, toggleTrack, useRunsView } from './runs-view'
import { type LossMode, lossModes, lossWords, optionalTracks, trackWords } from './tracks'

export function TrackChoice({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [isOpen])
  const close = () => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches for Escape; its children are the controls
    <span
      ref={frame}
      className={styles.choice}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <Button variant="quiet" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={styles.choiceWord}>
          Tracks
          <Icon name="chevron-down" size={14} />
        </span>
      </Button>
      {isOpen && <ChoicePanel run={run} />}
    </span>
  )
}

function ChoicePanel({ run }: { run: Run }) {
  const { lossMode, tracks } = useRunsView()
  const detail = (mode: LossMode) => {
    if (mode === 'parts') return run.config.architecture === 'topk' ? 'mse + aux' : 'mse + sparsity'
    return mode === 'fvu' ? 'FVU' : undefined
  }
  return (
    <div className={styles.choicePanel} role="dialog" aria-label="Tracks">
      <h3 className="caption">Loss shows</h3>
      <Radio
        label="Loss shows"
        value={lossMode}
        onChange={setLossMode}
        options={lossModes.map((mode) => ({ value: mode, label: lossWords[mode], detail: detail(mode) }))}
      />
      <h3 className="caption">Other tracks</h3>
      {optionalTracks.map((track) => (
        <Checkbox key={track} checked={tracks.includes(track)} onChange={() => toggleTrack(track)}>
          {trackWords[track]}
        </Checkbox>
      ))}
    </div>
  )
}
