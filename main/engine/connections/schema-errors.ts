/** What a schema refused, in one line for people. */
import type { z } from 'zod'

/** The first few problems, each with the field it is about. */
export function sentenceOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const field = issue.path.join('.')
    return field ? `${field}: ${issue.message}` : issue.message
  })
  return shown.join('; ').slice(0, 500)
}
