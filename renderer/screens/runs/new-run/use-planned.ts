/** The runs that a sweep would make, as the engine plans them: asked a moment after the last change. */
import { useEffect, useState } from 'react'
import type { PlannedRun, SweepPlan } from '../../../../contract/records/run-group'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { useClient } from '../../../app/engine/client'

export interface Planned {
  planned?: PlannedRun[]
  refusal?: string
}

const restMs = 300

export function usePlanned(project: string, dataset: string | undefined, plan: SweepPlan | undefined): Planned {
  const client = useClient()
  const [state, setState] = useState<Planned>({})
  const key = plan && JSON.stringify(plan)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plan is in the key
  useEffect(() => {
    if (!plan) {
      setState({})
      return
    }
    const control = new AbortController()
    const ask = () =>
      client.call('runs.planSweep', { project, dataset, plan }, { signal: control.signal }).then(
        (planned) => setState({ planned }),
        (thrown) => {
          if (!control.signal.aborted) setState({ refusal: refusalText(thrown) })
        }
      )
    const timer = setTimeout(() => void ask(), restMs)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [client, project, dataset, key])
  return state
}

function refusalText(thrown: unknown): string {
  const { message, hint } = errorRecordFrom(thrown)
  return [message, hint].filter(Boolean).join(' ')
}
