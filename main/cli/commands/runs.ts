/**
 * `loupe runs`: the runs of a project as a list, side by side, or with the checkpoints taken away that nothing needs.
 * Pinned features are run-pins.ts's, tags and the archive run-upkeep.ts's.
 */
import type { Command } from 'commander'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { comparison, comparisonLines } from '../compare'
import { findGroup, findRun, openProject, readProject } from '../find'
import { bytes, count, counted, percent, short, table } from '../numbers'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { addPinOptions, isAboutPins, type PinOptions, pinFeatures } from './run-pins'
import { addUpkeepOptions, changeRuns, isUpkeep, type UpkeepOptions } from './run-upkeep'

interface Options {
  json?: boolean
  only?: string[]
  group?: string
  archived?: boolean
  compare?: boolean
  prune?: boolean
  dryRun?: boolean
}

type AllOptions = Options & PinOptions & UpkeepOptions

export function addRuns(host: CommandHost, program: Command): void {
  const command = program
    .command('runs')
    .description('list the runs of a project')
    .argument('<project>', 'folder of the project')
    .option('--compare', 'side by side: what differs in their configurations, and what came of it')
    .option('--only <run...>', 'these runs, by id or name')
    .option('--group <group>', 'the runs of this sweep, by id or name')
    .option('--archived', 'with those that were put away')
    .option('--prune', 'take away checkpoints that nothing needs')
    .option('--dry-run', 'with --prune: only say which')
  addPinOptions(command)
  addUpkeepOptions(command)
  addAction<AllOptions>(host, command, async (session, options, [folder]) => {
    if (isAboutPins(options)) return pinFeatures(session, folder, options)
    if (isUpkeep(options)) return changeRuns(session, await openProject(session, folder), options)
    if (options.prune) return prune(session, await openProject(session, folder), options)
    const project = await readProject(session, folder)
    const runs = await chosenRuns(session, project, options)
    if (options.compare) {
      const compared = comparison(runs)
      session.out.result({ project: project.name, ...compared }, comparisonLines(compared))
    } else session.out.result({ project: project.name, runs }, runs.length > 0 ? runTable(runs) : ['There are no runs yet.'])
    return undefined
  })
}

async function chosenRuns(session: Session, project: Project, { only, group, archived }: Options): Promise<Run[]> {
  if (only) return Promise.all(only.map((wanted) => findRun(session, project, wanted, () => true, 'there')))
  const runs = await session.client.call('runs.list', { project: project.id })
  const ofGroup = group === undefined ? undefined : (await findGroup(session, project, group)).id
  return runs.filter((run) => (ofGroup === undefined || run.group === ofGroup) && (archived || !run.archived))
}

function runTable(runs: Run[]): string[] {
  const head = [
    'run',
    'id',
    'state',
    'step',
    'of',
    'features',
    'fvu',
    'l0',
    'dead',
    'data wait',
    'analyzed',
    'checkpoints',
    'tags'
  ]
  const rows = runs.map((run) => [
    run.name,
    run.id,
    run.state,
    count(run.step),
    count(run.config.steps),
    count(run.config.dSae),
    short(run.validation?.fvu),
    short(run.validation?.l0),
    short(run.validation?.dead),
    percent(run.validation?.data_wait),
    run.analysis ? `step ${run.analysis.step}` : '–',
    run.checkpoints.length === 0 ? '–' : `${run.checkpoints.length}, ${bytes(sizeOf(run.checkpoints))}`,
    run.tags.join(', ')
  ])
  return table(head, rows)
}

async function prune({ client, out }: Session, project: Project, { only, dryRun = false }: Options): Promise<undefined> {
  const asked = { project: project.id, dryRun }
  const runs = await client.call('runs.list', { project: project.id })
  const wanted = only && runs.filter(({ id, name }) => only.includes(id) || only.includes(name)).map(({ id }) => id)
  const parts = await Promise.all(
    wanted ? wanted.map((run) => client.call('runs.prune', { ...asked, run })) : [client.call('runs.prune', asked)]
  )
  const removed = parts.flatMap((part) => part.removed)
  const nameOf = (id: string) => runs.find((run) => run.id === id)?.name ?? id
  out.result({ removed, freedBytes: sizeOf(removed), dryRun }, [
    ...removed.map(({ run, step, sizeBytes }) => `${nameOf(run)}, step ${count(step)}: ${bytes(sizeBytes)}`),
    removed.length === 0
      ? 'Every checkpoint is needed.'
      : `${dryRun ? 'This would free' : 'Freed'} ${bytes(sizeOf(removed))} in ${counted(removed.length, 'checkpoint')}`
  ])
  return undefined
}

function sizeOf(checkpoints: readonly { sizeBytes: number }[]): number {
  return checkpoints.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
