/** The answers of a quiz while it is under way, and where the keys act. Pure; quiz-form.tsx draws it. */

export interface QuizAnswers {
  /** The row that is asked. */
  at: number
  /** Of each row; undefined where nothing was said yet. */
  said: readonly (boolean | undefined)[]
}

export function noAnswers(rows: number): QuizAnswers {
  return { at: 0, said: new Array<undefined>(rows).fill(undefined) }
}

/** Up or down, no further than the ends. */
export function movedBy({ at, said }: QuizAnswers, by: number): QuizAnswers {
  return { at: Math.min(said.length - 1, Math.max(0, at + by)), said }
}

/** Says it of the row that is asked and goes on to the next without an answer, around the end; stays where all have one. */
export function withAnswer({ at, said }: QuizAnswers, fires: boolean): QuizAnswers {
  const next = said.map((one, row) => (row === at ? fires : one))
  const order = next.map((_, step) => (at + step) % next.length)
  return { at: order.find((row) => next[row] === undefined) ?? at, said: next }
}

export function withoutAnswer({ at, said }: QuizAnswers): QuizAnswers {
  return { at, said: said.map((one, row) => (row === at ? undefined : one)) }
}

export function answeredCount({ said }: QuizAnswers): number {
  return said.filter((one) => one !== undefined).length
}

/** All answers, or undefined while one is missing. */
export function wholeAnswers({ said }: QuizAnswers): boolean[] | undefined {
  const whole = said.filter((one) => one !== undefined)
  return whole.length === said.length ? whole : undefined
}
