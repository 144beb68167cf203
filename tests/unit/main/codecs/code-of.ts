/** The code of what a codec throws. */
import { LoupeError } from '../../../../contract/wire/errors'

/** Undefined where nothing is thrown; the text of what is no LoupeError. */
export function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (thrown) {
    return thrown instanceof LoupeError ? thrown.code : String(thrown)
  }
}
