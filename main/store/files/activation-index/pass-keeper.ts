/**
 * Keeps the states of a pass beside its activation index while the pass goes on: the first one, then so rarely that keeping takes no
 * more than a fiftieth of the time, and the latest one at the end.
 */
import type { PassState } from '../../../../contract/records/arrays'
import { type PassOwner, writeKeptPass } from './kept-pass'
import type { ActivationIndexWriter, IndexPosition } from './writer'

/** Times the duration of keeping one state that passes before the next. */
const rarity = 50

/** Structurally the PassKeeper of main/analysis. */
export interface PassKeeper {
  offer(state: PassState): void
  settle(): Promise<void>
}

interface KeeperOptions {
  /** Folder of the index. */
  folder: string
  index: Pick<ActivationIndexWriter, 'position'>
  whose: PassOwner
}

export function createPassKeeper({ folder, index, whose }: KeeperOptions): PassKeeper {
  let latest: { state: PassState; position: IndexPosition } | undefined
  let keeping: Promise<void> | undefined
  let due = Number.NEGATIVE_INFINITY

  async function keepLatest(): Promise<void> {
    if (!latest) return
    const { state, position } = latest
    latest = undefined
    const started = performance.now()
    await writeKeptPass(folder, whose, state, position)
    const ended = performance.now()
    due = ended + rarity * (ended - started)
  }

  /** What can not be kept now (a disk that is full) may be at the next boundary; the pass itself says what is wrong. */
  function keep(): Promise<void> {
    keeping = keepLatest()
      .catch(() => undefined)
      .finally(() => {
        keeping = undefined
      })
    return keeping
  }

  return {
    offer(state) {
      latest = { state, position: index.position() }
      if (!keeping && performance.now() >= due) void keep()
    },
    async settle() {
      await keeping
      await keep()
    }
  }
}
