/**
 * The plan of a sweep from a JSON file: {"base": {…}, "grid": {"k": [16, 32]}} or {"base": {…}, "runs": [{"k": 16}, {"k": 32}]}.
 * What the fields mean is checked by the engine.
 */
import { readFileSync } from 'node:fs'
import { SweepPlan } from '../../contract/records/run-group'
import { errorRecordFrom, LoupeError } from '../../contract/wire/errors'

/** Throws what reading the file gave, or malformed; the place is the file. */
export function readGridFile(path: string): SweepPlan {
  const parsed = SweepPlan.strict().safeParse(jsonIn(path))
  if (parsed.success) return parsed.data
  const [{ path: at, message }] = parsed.error.issues
  throw malformed(path, [...at, message].join(': '))
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw malformed(path, thrown.message)
    const { code, message, hint } = errorRecordFrom(thrown)
    throw new LoupeError(code, `${path}: ${message}`, { ...(hint === undefined ? {} : { hint }), place: path, cause: thrown })
  }
}

function malformed(path: string, what: string): LoupeError {
  return new LoupeError('malformed', `${path} is no plan of a sweep: ${what}`, {
    hint: 'Give {"base": {…}, "grid": {"k": [16, 32]}} or {"base": {…}, "runs": [{"k": 16}, {"k": 32}]}.',
    place: path
  })
}
