/** `loupe draft`: drafts of labels by a language model, what they would cost, and the switch without which nothing is sent. */
import type { Command } from 'commander'
import type { Params, Result } from '../../../contract/calls/index'
import { type Draft, keyVariable, type ModelServer, type ModelSettings } from '../../../contract/records/draft'
import type { Project } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import { draftedLines, estimateLines } from '../draft-text'
import { analyzed, openProject } from '../find'
import { finishedJob } from '../finished-job'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { type DraftOptions, draftMeasures, promptOf, serverFrom, usualFilter, withDraftOptions } from './draft-options'

export function addDraft(host: CommandHost, program: Command): void {
  const command = withDraftOptions(program.command('draft'))
    .description('drafts of labels by a language model on an OpenAI-compatible server, as suggestions with a score')
    .argument('<project>', 'folder of the project')
    .addHelpText('after', `\nA key is taken from the environment variable ${keyVariable}.`)
  addAction<DraftOptions>(host, command, async (session, options, [folder]) => {
    const settings = await keptSettings(session, options)
    if (options.switch === false) {
      session.out.result({ on: false }, ['Drafts by a language model are off: Loupe opens no connection.'])
      return undefined
    }
    if (onlySwitches(options)) {
      session.out.result({ on: true }, [
        'Drafts by a language model are on. Nothing was sent: say which features with --filter, and see the cost with --dry-run.'
      ])
      return undefined
    }
    const project = await openProject(session, folder)
    const server = serverFrom(settings, options)
    if (options.resume !== undefined) return resume(session, project, options.resume, server)
    const asked = await askedFrom(session, project, options, server)
    const estimate = await session.client.call('drafts.estimate', asked)
    if (options.dryRun) {
      session.out.result({ ...estimate, on: settings.on, server }, estimateLines(estimate))
      return undefined
    }
    for (const line of estimateLines(estimate)) session.out.say(line)
    return finished(session, project, () => session.client.call('drafts.start', asked))
  })
}

/** Turning something on is not yet asking for it. */
function onlySwitches({ switch: on, filter, most, dryRun, resume }: DraftOptions): boolean {
  return on === true && filter === undefined && most === undefined && !dryRun && resume === undefined
}

/** The settings after what this call keeps. */
async function keptSettings({ client }: Session, options: DraftOptions): Promise<ModelSettings> {
  const { settings } = await client.call('drafts.settings', {})
  const change: Partial<ModelSettings> = {}
  if (options.switch !== undefined) change.on = options.switch
  if (options.switch) Object.assign(change, serverFrom(settings, options))
  if (options.priceIn !== undefined || options.priceOut !== undefined)
    change.price = { input: options.priceIn ?? settings.price.input, output: options.priceOut ?? settings.price.output }
  if (Object.keys(change).length === 0) return settings
  return (await client.call('drafts.changeSettings', change)).settings
}

async function askedFrom(
  session: Session,
  project: Project,
  options: DraftOptions,
  server: ModelServer
): Promise<Params<'drafts.start'>> {
  const run = await analyzed(session, project, options.run)
  const scope = { project: project.id, run: run.id }
  const filter = options.filter ?? usualFilter
  const { ids } = await session.client.call('features.ids', { ...scope, filter, sort: 'mass', descending: true })
  const features = ids.slice(0, options.most)
  if (features.length === 0)
    throw new LoupeError('empty', `No feature of ${run.name} matches ${filter}`, { hint: 'Try it with: loupe features' })
  return { ...scope, features, server, ...promptOf(options), ...draftMeasures(options) }
}

function resume(session: Session, project: Project, draft: string, server: ModelServer): Promise<number | undefined> {
  return finished(session, project, () => session.client.call('drafts.resume', { project: project.id, draft, server }))
}

async function finished(session: Session, project: Project, start: () => Promise<Draft>): Promise<undefined> {
  const { client, out } = session
  let id = ''
  const words = { doing: 'Drafting', what: 'The draft', hint: 'What was answered is kept. Go on with --resume.' }
  await finishedJob(session, project.id, words, async () => {
    const draft = await start()
    id = draft.id
    out.say(`Draft ${id}`)
    return draft
  })
  const draft = (await client.call('drafts.list', { project: project.id })).find((one) => one.id === id)
  const results: Result<'drafts.results'> = await client.call('drafts.results', { project: project.id, draft: id })
  if (draft) out.result({ ...draft, results }, draftedLines(draft, results))
  return undefined
}
