/** What is said of trainings that ended before their time, or that are not there. */
import type { Run } from '../../../contract/records/run'
import { type ErrorRecord, LoupeError } from '../../../contract/wire/errors'

export const closedWhileTraining: ErrorRecord = {
  code: 'cancelled',
  message: 'Loupe was closed while this run was training. Its state is saved',
  hint: 'Resume it: it goes on where it was.'
}

/** An end that was no fault of the run. */
export function withRemedy(error: ErrorRecord): ErrorRecord {
  const first = error.code === 'disk-full' ? 'Free some space, then resume' : 'Resume'
  return { ...error, hint: `${first} the run: it goes on from its latest checkpoint.` }
}

export function notTraining(run: Run): LoupeError {
  return new LoupeError('busy', `Run ${run.name} is not training (${run.state})`, {
    hint: run.state === 'done' ? 'It is finished.' : 'Resume it first.'
  })
}
