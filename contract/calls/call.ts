/** How a call is described: the schema of what it takes and of what it gives, and whether doing it twice is as good as once. */
import type { z } from 'zod'

export interface Call<Params extends z.ZodType, Result extends z.ZodType> {
  params: Params
  result: Result
  /** It is done again when whoever was asked ended before the answer came, and nobody knows whether it was done. */
  again: boolean
}

/** Does something: writes, starts a long work, opens or closes. */
export function call<Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result): Call<Params, Result> {
  return { params, result, again: false }
}

/** Answers in a moment from what is there, and changes nothing. */
export function read<Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result): Call<Params, Result> {
  return { params, result, again: true }
}

/** Writes what a person gave; done twice it comes to the same, so that nothing a person wrote is lost. */
export function edit<Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result): Call<Params, Result> {
  return { params, result, again: true }
}
