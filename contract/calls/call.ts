/** How a call is described: the schema of what it takes and of what it gives. */
import type { z } from 'zod'

export interface Call<Params extends z.ZodType, Result extends z.ZodType> {
  params: Params
  result: Result
}

export function call<Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result): Call<Params, Result> {
  return { params, result }
}
