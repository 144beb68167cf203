/** `loupe runs --tag`, `--archive`, `--unarchive`: words on runs, and runs put away. */
import type { Command } from 'commander'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { findRun } from '../find'
import type { Session } from '../session'
import { type OfRun, ofRun } from './options'

export interface UpkeepOptions {
  tag?: OfRun
  archive?: string
  unarchive?: string
}

export function addUpkeepOptions(command: Command): void {
  command
    .option('--tag <run=tags>', 'give a run these tags in place of those that it has: RUN=x,y; RUN= takes all away', ofRun)
    .option('--archive <run>', 'put a run away; nothing of it is lost')
    .option('--unarchive <run>', 'bring a run back that was put away')
}

export function isUpkeep({ tag, archive, unarchive }: UpkeepOptions): boolean {
  return [tag, archive, unarchive].some((given) => given !== undefined)
}

export async function changeRuns(session: Session, project: Project, options: UpkeepOptions): Promise<undefined> {
  const { client, out } = session
  const known = async (wanted: string) => {
    const run = await findRun(session, project, wanted, () => true, 'there')
    return { project: project.id, run: run.id }
  }
  const { tag, archive, unarchive } = options
  const changed: Run[] = []
  if (tag) changed.push(await client.call('runs.setTags', { ...(await known(tag.run)), tags: [...new Set(tag.words)] }))
  if (archive !== undefined) changed.push(await client.call('runs.archive', { ...(await known(archive)), archived: true }))
  if (unarchive !== undefined) changed.push(await client.call('runs.archive', { ...(await known(unarchive)), archived: false }))
  const runs = [...new Map(changed.map((run) => [run.id, run])).values()]
  out.result({ project: project.name, runs }, runs.map(runText))
  return undefined
}

function runText({ name, tags, archived }: Run): string {
  return [name, archived && 'archived', tags.length > 0 ? `tags ${tags.join(', ')}` : 'no tags'].filter(Boolean).join(', ')
}
