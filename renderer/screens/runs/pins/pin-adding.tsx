/** Pinning features by number, or of those that are suggested. */
import { useState } from 'react'
import type { PinSuggestion } from '../../../../contract/records/pin'
import type { Run } from '../../../../contract/records/run'
import { useCall } from '../../../app/engine/queries'
import type { Pins } from '../../../app/features/use-pins'
import { mainRegion } from '../../../app/layout/regions'
import { Button } from '../../../widgets/button'
import { Chip } from '../../../widgets/chip'
import { TextField } from '../../../widgets/field'
import { formatSignificant } from '../../../widgets/format'
import { typedFeatures } from './pin-steps'
import styles from './pins.module.css'
import { setPinning } from './pins-view'

export interface PinAddingProps {
  project: string
  run: Run
  pins: Pins
}

export function PinAdding({ project, run, pins }: PinAddingProps) {
  const [text, setText] = useState('')
  const typed = typedFeatures(text, run.config.dSae)
  const isReady = typeof typed !== 'string' && typed.length > 0
  const pin = (features: readonly number[]) => {
    pins.add(features)
    setText('')
  }
  const leave = () => {
    setPinning(false)
    mainRegion()?.focus()
  }
  return (
    <div className={styles.adding}>
      <div className={styles.field}>
        <TextField
          mono
          aria-label="Features to pin, by number"
          placeholder="12, 40"
          data-pin-numbers
          value={text}
          onChange={setText}
          onEnter={() => isReady && pin(typed)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            leave()
          }}
          // Always there: a field that got its note while somebody types would lose the focus.
          hint={`Numbers from 0 to ${run.config.dSae - 1}, several at once`}
          {...(typeof typed === 'string' ? { error: typed } : {})}
        />
        <Button disabled={!isReady} icon="pin" onClick={() => isReady && pin(typed)}>
          Pin
        </Button>
      </div>
      <Suggestions project={project} run={run.id} onPin={(feature) => pin([feature])} />
    </div>
  )
}

const reasonWords: Record<PinSuggestion['reason'], string> = { densest: 'densest', middle: 'typical', rarest: 'rarest' }

function Suggestions({ project, run, onPin }: { project: string; run: string; onPin: (feature: number) => void }) {
  const { data: suggestions = [] } = useCall('pins.suggest', { project, run }, { fresh: true, keepPrevious: true })
  if (suggestions.length === 0) return <p className={styles.words}>Suggestions come with the first checkpoint.</p>
  return (
    <div className={styles.suggestions}>
      {(['densest', 'middle', 'rarest'] as const).map((reason) => (
        <span key={reason} className={styles.reason}>
          <span className={styles.reasonWord}>{reasonWords[reason]}</span>
          {suggestions
            .filter((one) => one.reason === reason)
            .map(({ feature, density }) => (
              <Chip
                key={feature}
                title={`Pin feature ${feature}: fires on a share of ${formatSignificant(density)} of rows`}
                onToggle={() => onPin(feature)}
              >
                {feature}
              </Chip>
            ))}
        </span>
      ))}
    </div>
  )
}
