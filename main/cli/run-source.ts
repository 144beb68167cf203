/** Other runs that a run is made from: `RUN` or `RUN@STEP` as people write it, and the configuration that comes with it. */
import type { Project } from '../../contract/records/project'
import type { Architecture, Run, RunConfig, StartFrom } from '../../contract/records/run'
import { missingChoice } from '../../contract/records/run-field-meaning'
import { architecturesWith, type RunField } from '../../contract/records/run-fields'
import { findRun } from './find'
import type { Session } from './session'

export interface RunSource {
  run: Run
  source: StartFrom
}

/** The run of this name or id; throws not-found with the names there are. */
export async function runSource(session: Session, project: Project, text: string): Promise<RunSource> {
  const [, name, step] = /^(.+)@(\d+)$/.exec(text) ?? [undefined, text, undefined]
  const run = await findRun(session, project, name, () => true, 'there')
  return { run, source: { run: run.id, ...(step === undefined ? {} : { step: Number(step) }) } }
}

/** What an architecture is given by its own defaults: another one's would be refused, or be worse than none. */
const ofArchitecture: readonly RunField[] = ['deadFeatures', 'resampleEverySteps', 'unitNormDecoder']

/**
 * Fields of a run that one of this architecture takes over when it starts from it, beside those that were `told`: all that it has,
 * that are not an architecture's own affair where it is another one, and that mean something with what was told.
 */
export function inherited({ config }: Run, architecture: Architecture, told: Partial<RunConfig> = {}): Partial<RunConfig> {
  const { startFrom: _startFrom, architecture: before, ...fields } = config
  const whole = { ...config, ...told, architecture }
  const isTaken = (field: RunField) =>
    (architecturesWith(field)?.includes(architecture) ?? true) &&
    (architecture === before || !ofArchitecture.includes(field)) &&
    (field in told || missingChoice(field, whole) === undefined)
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isTaken(field as RunField)))
}
