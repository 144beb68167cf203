/** Says of a write into the project that failed what was written and where: what the system says names neither. */
import { errorRecordFrom, LoupeError } from '../../../../contract/wire/errors'

/** The error to throw instead of `thrown`. `what` begins the sentence. LoupeErrors and defects pass as they are. */
export function failedWrite(thrown: unknown, what: string, place: string): unknown {
  if (thrown instanceof LoupeError) return thrown
  const { code, message, hint } = errorRecordFrom(thrown)
  if (code === 'internal') return thrown
  const more = { ...(hint === undefined ? {} : { hint }), place, cause: thrown }
  return new LoupeError(code === 'unreadable' ? 'unwritable' : code, `${what} can not be written: ${message}`, more)
}
