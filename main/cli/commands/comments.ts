/** `loupe comments`: what was said about a feature; one more, or one taken back. */
import type { Command } from 'commander'
import { annotationLimits } from '../../../contract/records/annotation'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject, readProject } from '../find'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  add?: string
  remove?: number
  author?: string
}

export function addComments(host: CommandHost, program: Command): void {
  const command = program
    .command('comments')
    .description('comments on a feature: list them, add one, take one of your own back')
    .argument('<project>', 'folder of the project')
    .argument('<id>', 'number of the feature', wholeNumberIn(0))
    .option('--run <run>', 'id or name; the latest one when left out')
    .option('--add <text>', 'a comment (Markdown)', textOf(1, annotationLimits.comment))
    .option('--remove <number>', 'number of a comment', wholeNumberIn(1))
    .option('--author <name>', 'who says so; the name of your account when left out')
  addAction<Options>(host, command, async (session, options, [folder, id]) => {
    const { add, remove } = options
    if (add !== undefined && remove !== undefined) throw new LoupeError('usage', 'Give --add or --remove, not both')
    const isReading = add === undefined && remove === undefined
    const project = await (isReading ? readProject : openProject)(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const place = { project: project.id, run: run.id }
    const feature = Number(id)
    const author = options.author === undefined ? {} : { author: options.author }
    const { client } = session
    await client.call('labels.get', { ...place, feature })
    if (add !== undefined) await client.call('annotation.comment', { ...place, feature, text: add, ...author })
    if (remove !== undefined) await client.call('annotation.removeComment', { ...place, comment: remove, ...author })
    const comments = await client.call('annotation.comments', { ...place, feature })
    const lines = comments.map(
      (one) => `${one.id}  ${new Date(one.at).toISOString()}  ${oneLine(one.author) || '(no name)'}: ${oneLine(one.text)}`
    )
    session.out.result({ run: run.id, feature, comments }, lines.length > 0 ? lines : ['Nobody has commented yet.'])
    return undefined
  })
}
