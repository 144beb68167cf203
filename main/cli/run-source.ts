/** Other runs that a run is made from: `RUN` or `RUN@STEP` as people write it, and the configuration that comes with it. */
import type { Project } from '../../contract/records/project'
import type { Architecture, Run, RunConfig, StartFrom } from '../../contract/records/run'
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

/** Fields of a run that another one takes over when it starts from it: all that `architecture` has, and that are not its own affair. */
export function inherited({ config }: Run, architecture: Architecture): Partial<RunConfig> {
  const { startFrom: _startFrom, architecture: before, ...fields } = config
  const isTaken = (field: RunField) =>
    (architecturesWith(field)?.includes(architecture) ?? true) && (architecture === before || !ofArchitecture.includes(field))
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isTaken(field as RunField)))
}
