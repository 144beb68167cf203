/** `loupe sweep`: many runs over values of the configuration, some at a time. */
import type { Command } from 'commander'
import type { Project } from '../../../contract/records/project'
import type { PlannedRun, SweepPlan } from '../../../contract/records/run-group'
import { LoupeError } from '../../../contract/wire/errors'
import { findGroup, openProject } from '../find'
import { readGridFile } from '../grid-file'
import { fromCaller } from '../paths'
import type { Session } from '../session'
import { followGroup } from '../watch-group'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  grid?: string
  parallel: number
  share?: boolean
  name?: string
  dryRun?: boolean
  resume?: string | true
  analyze: boolean
}

export function addSweep(host: CommandHost, program: Command): void {
  const command = program
    .command('sweep')
    .description('train many runs over values of the configuration')
    .argument('<project>', 'folder of the project')
    .option('--grid <file>', 'JSON: {"base": {…}, "grid": {field: [values…]}} or {"base": {…}, "runs": [{…}, …]}')
    .option('--parallel <n>', 'runs at the same time; each gets its share of the cores', wholeNumberIn(1, 64), 1)
    .option('--share', 'all in one process that reads each batch once: same batch, seed, shuffling and precision')
    .option('--name <name>', 'name of the sweep; its runs are named after it', textOf(1, 100))
    .option('--dry-run', 'only list the runs')
    .option('--resume [sweep]', 'go on with a sweep, by id or name; the latest when left out')
    .option('--no-analyze', 'do not analyze the features at the end')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    if (options.resume !== undefined) return resume(session, project, options.resume === true ? undefined : options.resume)
    if (options.grid === undefined)
      throw new LoupeError('usage', 'A sweep needs a plan', { hint: 'Give --grid FILE, or --resume to go on with one.' })
    const plan = readGridFile(fromCaller(options.grid))
    return options.dryRun ? list(session, project, plan) : sweep(session, project, plan, options)
  })
}

function sweep(session: Session, project: Project, plan: SweepPlan, options: Options): Promise<number> {
  const { parallel, share = false, analyze, name } = options
  const asked = { project: project.id, plan, parallel, share, analyze, ...(name === undefined ? {} : { name }) }
  return followGroup(session, project, () => session.client.call('runs.sweep', asked))
}

async function list({ client, out }: Session, project: Project, plan: SweepPlan): Promise<number> {
  const planned = await client.call('runs.planSweep', { project: project.id, plan })
  out.result({ runs: planned }, planned.map(line))
  return planned.some(({ problem }) => problem) ? 1 : 0
}

function line({ name, problem }: PlannedRun): string {
  return problem ? `${name}: ${problem.message} ${problem.hint ?? ''}`.trimEnd() : name
}

async function resume(session: Session, project: Project, wanted: string | undefined): Promise<number> {
  const group = await findGroup(session, project, wanted)
  return followGroup(session, project, async () => ({
    group,
    runs: await session.client.call('runs.resumeGroup', { project: project.id, group: group.id })
  }))
}
