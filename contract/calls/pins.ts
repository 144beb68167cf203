/** Calls about pinned features: which there are, what they fire on at a checkpoint, and measuring them where that was missed. */
import { z } from 'zod'
import { Count, Id, Index } from '../records/basics'
import { PinnedEvidence, PinnedRun, PinSuggestion, pinnedContext } from '../records/pin'
import { call, read } from './call'

const OneRun = z.object({ project: Id, run: Id })
const Features = z.array(Index).min(1).max(10_000)

export const pinCalls = {
  'pins.list': read(OneRun, PinnedRun),
  /**
   * Pins features; those that are pinned stay as they are. A run that trains measures them from its next checkpoint on.
   * Throws not-found for a feature that the run does not have, usage when there would be more than mostPins.
   */
  'pins.add': call(OneRun.extend({ features: Features }), PinnedRun),
  /** What was measured is kept: pinned again, a feature has it again. */
  'pins.remove': call(OneRun.extend({ features: Features }), PinnedRun),
  /** Pinned features that were measured at the checkpoint of `step`, with `context` tokens to either side of an example. */
  'pins.examples': read(
    OneRun.extend({ step: Count, context: z.number().int().min(0).max(500).default(pinnedContext) }),
    z.array(PinnedEvidence)
  ),
  /** A few of each reason, by the analysis, or by the latest checkpoint where there is none; nothing where there is neither. */
  'pins.suggest': read(OneRun, z.array(PinSuggestion)),
  /**
   * Starts measuring what is missing at checkpoints on the disk, of all of them or of `steps`; no job where nothing is missing.
   * Asked again while it is being done, it takes along what was pinned since. Throws not-found for a step whose checkpoint is not
   * there (any more).
   */
  'pins.measure': call(OneRun.extend({ steps: z.array(Count).min(1).max(10_000).optional() }), z.object({ job: Id.optional() }))
}
