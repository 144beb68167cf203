/**
 * With which kept pass an analysis goes on. One of the same checkpoint and rows leads to the same numbers, bit for bit; one of a data
 * set that grew since leads to those of a pass over everything, where nothing has changed for the rows that it has seen.
 */
import { z } from 'zod'
import type { Dataset } from '../../../contract/records/dataset'
import type { Checkpoint, Run } from '../../../contract/records/run'
import type { BegunPass } from '../../store/feature-records'
import type { ProjectStore } from '../../store/project-store'

/** To be raised when a pass gives other numbers, or keeps other ones, than it did before. */
const passVersion = 1

/** Whose a pass is: of which checkpoint (a run that went on may have written another one of the same step), and of which rows. */
const PassKey = z.object({
  version: z.number(),
  step: z.number(),
  createdAt: z.number(),
  dataset: z.string(),
  /** How often the data set had grown. */
  grown: z.number()
})
type PassKey = z.infer<typeof PassKey>

/** What an analysis that begins does: encode all rows, those that are left, or those that were added. */
export interface PassPlan {
  pass: 'whole' | 'resumed' | 'extended'
  /** Why `whole`, where there is an earlier pass. */
  wholeBecause?: string
}

export interface PassChoice extends PassPlan {
  whose: { key: string; step: number }
  /** Undefined: all rows are encoded. */
  begun: BegunPass | undefined
}

/** `fresh`: all rows are encoded whatever there is. */
export function choosePass(store: ProjectStore, run: Run, { step, createdAt }: Checkpoint, fresh: boolean): PassChoice {
  const dataset = store.datasets.get(run.dataset)
  const own: PassKey = { version: passVersion, step, createdAt, dataset: dataset.id, grown: growthsOf(dataset).length }
  const whose = { key: JSON.stringify(own), step }
  if (fresh) return { whose, begun: undefined, pass: 'whole' }
  let wholeBecause: string | undefined
  for (const begun of store.features.begunPasses(run.id)) {
    if (begun.of === 'complete' && !isFurther(begun, own)) continue
    const obstacle = obstacleTo(begun, own, dataset)
    if (obstacle === undefined) return { whose, begun, pass: begun.of === 'complete' ? 'extended' : 'resumed' }
    wholeBecause ??= obstacle
  }
  return { whose, begun: undefined, pass: 'whole', ...(wholeBecause === undefined ? {} : { wholeBecause }) }
}

/** A complete pass is gone on with where rows were added since. */
function isFurther({ key, step }: BegunPass, own: PassKey): boolean {
  const its = keyFrom(key)
  return step === own.step && its !== undefined && its.grown < own.grown
}

/** Why the pass can not be gone on with. */
function obstacleTo({ key }: BegunPass, own: PassKey, dataset: Dataset): string | undefined {
  const its = keyFrom(key)
  if (!its || its.version !== own.version || its.dataset !== own.dataset) return 'the earlier one is of another Loupe'
  if (its.step !== own.step || its.createdAt !== own.createdAt) return 'the earlier one is of another checkpoint'
  const changed = growthsOf(dataset)
    .slice(its.grown)
    .find(({ changed }) => changed !== undefined)
  return changed?.changed
}

function growthsOf({ growths = [] }: Dataset): NonNullable<Dataset['growths']> {
  return growths
}

function keyFrom(text: string): PassKey | undefined {
  try {
    return PassKey.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
