/** Bare handles (native.ts) that live as long as a function runs: what tf.tidy is for tensors. */
import { deleteHandle } from './native'

/** Every handle that `use` gives to `own` is deleted at the end, also when it throws; `own` gives it back. */
export function withHandles<T>(use: (own: (handle: number) => number) => T): T {
  const handles: number[] = []
  try {
    return use((handle) => {
      handles.push(handle)
      return handle
    })
  } finally {
    for (const handle of handles) deleteHandle(handle)
  }
}
