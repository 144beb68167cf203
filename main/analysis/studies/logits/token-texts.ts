/** Texts of all tokens as arrays of numbers, since that is what is kept beside an answer. */
import type { StudyResult } from '../material'

/** Unicode code points of the tokens 0 … count − 1 one after the other, and where each begins, [count + 1]. */
export function textArrays(count: number, textOf: (id: number) => string): StudyResult<unknown>['arrays'] {
  const starts = new Uint32Array(count + 1)
  const points: number[] = []
  for (let id = 0; id < count; id += 1) {
    for (const letter of textOf(id)) points.push(letter.codePointAt(0) as number)
    starts[id + 1] = points.length
  }
  return {
    tokenStarts: { shape: [count + 1], data: starts },
    tokenText: { shape: [points.length], data: Uint32Array.from(points) }
  }
}
