/** A training whose process ends again and again, as the engine would go on with it: from its latest checkpoint, nothing else. */
import type { Tensors } from '../../../../contract/records/arrays'
import type { RunConfig } from '../../../../contract/records/run'
import { createRandom } from '../../../../main/maths/random'
import { type TrainingData, type TrainingState, train } from '../../../../main/training'
import { copied, memorySink, timeless, trainingOf } from './made'

/** What is left of a run when it is over, without what depends on the clock. */
export interface Outcome {
  points: ReturnType<typeof timeless>[]
  /** In words; those of resuming are left out. */
  said: string[]
  /** The final one's. */
  tensors: Tensors
  dictionary: unknown
  /** Times that the process ended too early. */
  deaths: number
}

class Killed extends Error {}

export async function uninterrupted(config: RunConfig, data: TrainingData): Promise<Outcome> {
  return interrupted(config, data, { seed: 0, deaths: 0 })
}

/** Dies at `deaths` random moments: after a step's numbers were told, or while a checkpoint is written. `within`: the last step there is. */
export async function interrupted(
  config: RunConfig,
  data: TrainingData,
  { seed, deaths: wanted, within = config.steps }: { seed: number; deaths: number; within?: number }
): Promise<Outcome> {
  const random = createRandom(seed)
  const kept = memorySink()
  let stored: TrainingState | undefined
  let deaths = 0
  for (;;) {
    const start = stored?.step ?? 0
    const death = deaths < wanted ? start + 1 + random.integer(within - start) : Number.POSITIVE_INFINITY
    const inCheckpoint = random.next() < 0.3
    // What the engine does before it goes on: nothing after the checkpoint has happened.
    for (const list of [kept.points, kept.marks, kept.warnings]) dropAfter(list, start)
    const sink = {
      ...kept.sink,
      points: (points: typeof kept.points) => {
        kept.sink.points(points)
        if (!inCheckpoint && points.at(-1)!.step >= death) throw new Killed()
      },
      checkpoint: async (state: TrainingState) => {
        if (inCheckpoint && state.step >= death) throw new Killed()
        stored = copied(state)
      }
    }
    try {
      await train(trainingOf({ config, data, sink, ...(stored ? { resume: copied(stored) } : {}) }))
      return outcomeOf(kept, stored!, deaths)
    } catch (thrown) {
      if (!(thrown instanceof Killed)) throw thrown
      deaths += 1
    }
  }
}

function dropAfter(list: { step: number }[], step: number): void {
  for (let i = list.length - 1; i >= 0; i -= 1) if (list[i].step > step) list.splice(i, 1)
}

function outcomeOf({ points, marks, warnings }: ReturnType<typeof memorySink>, final: TrainingState, deaths: number): Outcome {
  const said = [...marks.filter(({ kind }) => kind !== 'resumed'), ...warnings].map((one) => JSON.stringify(one))
  return { points: points.map(timeless), said, tensors: final.tensors, dictionary: final.dictionary, deaths }
}
