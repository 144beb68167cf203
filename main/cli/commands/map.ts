/** `loupe map`: a picture of the features, and their groups. */
import type { Command } from 'commander'
import { analyzed, openProject } from '../find'
import { count, counted, short, table } from '../numbers'
import { answered, arrayRows } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  seed: number
  positions?: boolean
  fresh?: boolean
}

/** Groups that are listed. */
const mostGroups = 30

export function addMap(host: CommandHost, program: Command): void {
  const command = program
    .command('map')
    .description('a map of the features (UMAP of decoder rows) and their groups; a picture only')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--seed <n>', 'another seed is another picture of the same', wholeNumberIn(0), 0)
    .option('--positions', 'with --json: where each feature lies and its group')
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, { run: wanted, seed, positions, fresh, json }, [folder]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, wanted)
    const { study, answer } = await answered<'map'>(session, { project: project.id, run: run.id, fresh }, { kind: 'map', seed })
    const rows = (array: string) => arrayRows(session, project.id, study.id, array)
    const places = json && positions ? { positions: await rows('positions'), groupOf: (await rows('groups')).flat() } : {}
    const groups = answer.groups.slice(0, mostGroups)
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer, ...places }, [
      `${counted(answer.features, 'feature')} in ${counted(answer.groupCount, 'group')}; a picture only: distances on it mean little`,
      ...table(
        ['group', 'features', 'middle', 'x', 'y'],
        groups.map(({ group, features, middle, x, y }) => [String(group), count(features), String(middle), short(x), short(y)])
      )
    ])
    return undefined
  })
}
