/** Starting a run or a sweep, and what the engine said against it: at the field where it names one, above the form otherwise. */
import { useState } from 'react'
import type { RunConfig } from '../../../../contract/records/run'
import type { PlannedRun } from '../../../../contract/records/run-group'
import type { LoupeError } from '../../../../contract/wire/errors'
import { askToTellEnds } from '../../../app/end-notices'
import { useAct } from '../../../app/engine/queries'
import { formatPlural } from '../../../widgets/format'
import { toast } from '../../../widgets/toast/toast-store'
import { changeCompare } from '../compare/compare-view'
import { fieldsOf, ownConfig } from '../config-fields'
import { drawOnly, showAllRuns, showRun } from '../runs-view'
import { isReady } from './config-draft'
import type { SweepDraft, SweepReading } from './sweep-plan'
import type { DraftState } from './use-config-draft'
import type { MeasuredEstimate } from './use-estimate'

/** More curves at once are a carpet. */
const mostDrawn = 24

export interface Start {
  canStart: boolean
  /** By field. */
  errors: Partial<Record<string, string>>
  general: LoupeError | null
  run(): Promise<void>
}

export interface StartRequest {
  project: string
  dataset: string | undefined
  name: string
  state: DraftState
  sweep: SweepDraft
  reading: SweepReading
  /** The probe refuses what the start would refuse, only earlier. */
  measured: MeasuredEstimate
  planned: readonly PlannedRun[] | undefined
}

interface Refusal {
  error: LoupeError
  config: RunConfig
}

export function useStart(request: StartRequest): Start {
  const { project, dataset, state, sweep, reading, measured } = request
  const [refused, setRefused] = useState<Refusal | null>(null)
  const act = useAct('runs.start', {
    quiet: true,
    onDone: (run) => {
      showRun(run.id)
    }
  })
  const sweepAct = useAct('runs.sweep', {
    quiet: true,
    onDone: ({ group, runs }) => {
      // What was started is what is looked at: its members alone, all drawn.
      changeCompare({ filter: group.name, selected: [], pane: 'curves' })
      drawOnly(runs.slice(0, mostDrawn).map((run) => run.id))
      showAllRuns()
      toast({ tone: 'ok', text: `${formatPlural(runs.length, 'run')} of the sweep started` })
    }
  })
  const { draft } = state
  const isSweep = sweep.axes.length > 0
  // A sweep starts whole or not at all.
  const canSweep = !isSweep || (reading.plan !== undefined && !request.planned?.some((run) => run.problem))
  const name = request.name.trim() || undefined
  const error = currentError(refused, measured, draft?.config)
  const isAtField = error?.code === 'config' && draft !== null && isShown(error.place, draft.config)
  return {
    canStart: draft !== null && isReady(draft) && canSweep && !act.isPending && !sweepAct.isPending,
    errors: isAtField && error?.place ? { [error.place]: [error.message, error.hint].filter(Boolean).join(' ') } : {},
    general: isAtField ? null : error,
    run: async () => {
      // A browser asks the person only in answer to a key or a click.
      askToTellEnds()
      const config = (await state.settle())?.config
      if (!config) return
      const onError = (thrown: LoupeError) => setRefused({ error: thrown, config })
      if (!isSweep) act.mutate({ project, dataset, name, config: ownConfig(config) }, { onError })
      else if (reading.plan) {
        const { parallel, share } = sweep
        sweepAct.mutate({ project, dataset, name, plan: reading.plan, parallel, share }, { onError })
      }
    }
  }
}

/** A field that is not in the form can not say what is wrong with it. */
function isShown(place: string | undefined, config: RunConfig): boolean {
  return fieldsOf(config).some((field) => field.key === place)
}

/** A refusal holds until the configuration it is of is changed. */
function currentError(refused: Refusal | null, measured: MeasuredEstimate, config: RunConfig | undefined): LoupeError | null {
  if (refused && refused.config === config) return refused.error
  const isProbed = measured.state === 'failed' && measured.refused === config && measured.error?.code === 'config'
  return isProbed ? (measured.error ?? null) : null
}
