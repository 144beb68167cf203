/** Finds what a command is about: the project in a folder, a run by id or name or as the one that is meant when none is named. */
import type { Project } from '../../contract/records/project'
import type { Run } from '../../contract/records/run'
import type { RunGroup } from '../../contract/records/run-group'
import { LoupeError } from '../../contract/wire/errors'
import { fromCaller } from './paths'
import type { Session } from './session'

/** Opened here, or joined where another Loupe of this user has it open. */
export async function openProject({ client, signal, out }: Session, folder: string): Promise<Project> {
  const project = await client.call('projects.open', { folder: fromCaller(folder) }, { signal })
  if (project.joined) out.say('The project is open in another Loupe: this command works through it, and it sees the changes.')
  return project
}

/** For commands that only read: also beside a Loupe that works on the project, and on a full disk. */
export async function readProject(session: Session, folder: string): Promise<Project> {
  try {
    return await openProject(session, folder)
  } catch (error) {
    const reason = error instanceof LoupeError ? reasonsToRead[error.code] : undefined
    if (!reason) throw error
    session.out.say(`${reason}: this command only reads the project.`)
    return session.client.call('projects.open', { folder: fromCaller(folder), readOnly: true })
  }
}

const reasonsToRead: Partial<Record<LoupeError['code'], string>> = {
  locked: 'The project is open in another Loupe that can not be joined',
  'disk-full': 'The disk is full'
}

/** The run with this id or name; without one the latest that `suits`, `what` it should be in words. */
export async function findRun(
  { client }: Session,
  project: Project,
  wanted: string | undefined,
  suits: (run: Run) => boolean,
  what: string
): Promise<Run> {
  const runs = await client.call('runs.list', { project: project.id })
  if (wanted !== undefined) {
    const named = runs.find((run) => run.id === wanted) ?? runs.find((run) => run.name === wanted)
    if (named) return named
    const known = runs.map((run) => run.name).join(', ') || 'none yet'
    throw new LoupeError('not-found', `There is no run ${wanted} in ${project.name}`, { hint: `Its runs are: ${known}.` })
  }
  const latest = runs.filter(suits).at(-1)
  if (latest) return latest
  const hint = runs.length === 0 ? 'Train one first: loupe train' : `Its runs are: ${runs.map(stateText).join(', ')}.`
  throw new LoupeError('not-found', `${project.name} has no run that is ${what}`, { hint })
}

/** The group with this id or name, the latest of several; without one the latest. */
export async function findGroup({ client }: Session, project: Project, wanted?: string): Promise<RunGroup> {
  const groups = await client.call('runs.groups', { project: project.id })
  const found = wanted === undefined ? groups.at(-1) : groups.findLast(({ id, name }) => id === wanted || name === wanted)
  if (found) return found
  const known = groups.map(({ name }) => name).join(', ')
  throw new LoupeError('not-found', `${project.name} has no sweep${wanted === undefined ? '' : ` ${wanted}`}`, {
    hint: known ? `Its sweeps are: ${known}.` : 'Start one: loupe sweep'
  })
}

/** The project in a folder and the run that a command about labels works on: the named one, else the latest. */
export async function openRun(
  session: Session,
  folder: string,
  wanted: string | undefined,
  open: typeof openProject = openProject
): Promise<{ project: string; run: string }> {
  const project = await open(session, folder)
  const run = await findRun(session, project, wanted, () => true, 'there')
  return { project: project.id, run: run.id }
}

export const analyzed = (session: Session, project: Project, wanted: string | undefined): Promise<Run> =>
  findRun(session, project, wanted, (run) => run.analysis !== undefined, 'analyzed')

function stateText(run: Run): string {
  return `${run.name} (${run.state})`
}
