/** What a step of relu-path.ts has decided for the next; part of a run's state, so that a resumed run goes the same way. */
import type { Tensors } from '../../../contract/records/arrays'
import type { Gradients, Memory } from './architecture'

const name = 'relu_sparse'

/** Whether the next step goes the sparse way. */
export function nextWayMemory(saved: Tensors): Memory {
  let isSparse = saved[name]?.data[0] === 1
  return {
    settings: () => ({ isSparse }),
    afterStep: (seen: Pick<Gradients, 'isSparse'>) => {
      isSparse = seen.isSparse ?? isSparse
    },
    state: () => ({ [name]: { shape: [1], data: Float32Array.of(isSparse ? 1 : 0) } })
  }
}

/** Two memories as one. */
export function bothMemories(a: (saved: Tensors) => Memory, b: (saved: Tensors) => Memory): (saved: Tensors) => Memory {
  return (saved) => {
    const memories = [a(saved), b(saved)]
    return {
      settings: () => Object.assign({}, ...memories.map((memory) => memory.settings())),
      afterStep: (seen, share) => {
        for (const memory of memories) memory.afterStep(seen, share)
      },
      state: () => Object.assign({}, ...memories.map((memory) => memory.state()))
    }
  }
}
