/** What a configuration needs, measured by a short probe on this machine once the person stopped typing. */
import { useEffect, useRef, useState } from 'react'
import type { RunConfig } from '../../../../contract/records/run'
import type { RunEstimate } from '../../../../contract/records/run-estimate'
import { LoupeError } from '../../../../contract/wire/errors'
import { useClient } from '../../../app/engine/client'
import { ownConfig } from '../config-fields'

export interface MeasuredEstimate {
  state: 'waiting' | 'measuring' | 'measured' | 'failed'
  /** The last one; of an earlier configuration while another is measured. */
  estimate?: RunEstimate
  /** The one it is of. */
  isOfThis: boolean
  error?: LoupeError
  /** The configuration that was refused. */
  refused?: RunConfig
  /** Measures now, whatever else the machine does. */
  measure(): void
}

/** A probe takes a process and some seconds of all cores, so it waits until nobody types. */
const restMs = 1_500

type State = Omit<MeasuredEstimate, 'measure' | 'isOfThis'> & { of?: string }

/** `config` null: not ready to be measured. `isBusy`: something trains, so nothing is measured unless it is asked for. */
export function useEstimate(
  project: string,
  dataset: string | undefined,
  config: RunConfig | null,
  isBusy: boolean
): MeasuredEstimate {
  const client = useClient()
  const [state, setState] = useState<State>({ state: 'waiting' })
  const [asked, setAsked] = useState(0)
  const answered = useRef(0)
  const key = config ? `${dataset} ${JSON.stringify(measuredPart(config))}` : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the configuration is in the key
  useEffect(() => {
    const isAsked = asked !== answered.current
    if (!config || key === null || (isBusy && !isAsked) || (key === state.of && !isAsked)) return
    const control = new AbortController()
    const own = ownConfig(config)
    const run = async () => {
      answered.current = asked
      setState((old) => ({ ...old, state: 'measuring' }))
      try {
        const estimate = await client.call('runs.estimate', { project, dataset, config: own }, { signal: control.signal })
        setState({ state: 'measured', estimate, of: key })
      } catch (thrown) {
        if (control.signal.aborted) return
        const error = thrown instanceof LoupeError ? thrown : new LoupeError('internal', String(thrown))
        setState((old) => ({ ...old, state: 'failed', error, refused: config, of: key }))
      }
    }
    const timer = setTimeout(() => void run(), isAsked ? 0 : restMs)
    return () => {
      clearTimeout(timer)
      control.abort()
      setState((old) => (old.state === 'measuring' ? { ...old, state: 'waiting' } : old))
    }
  }, [client, project, key, isBusy, asked])
  const { of, ...rest } = state
  return { ...rest, isOfThis: of === key, measure: () => setAsked((count) => count + 1) }
}

/** Fields that change nothing about time, memory and disk. */
function measuredPart(config: RunConfig): Partial<RunConfig> {
  const { seed, learningRate, ...rest } = ownConfig(config)
  return rest
}
