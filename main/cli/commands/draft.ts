/** `loupe draft`: drafts of labels by a language model, what they would cost, and the switch without which nothing is sent. */
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import type { Params, Result } from '../../../contract/calls/index'
import type { Draft, DraftPrompt, ModelServer, ModelSettings } from '../../../contract/records/draft'
import { keyVariable } from '../../../contract/records/draft'
import type { Project } from '../../../contract/records/project'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { draftedLines, estimateLines } from '../draft-text'
import { analyzed, openProject } from '../find'
import { finishedJob } from '../finished-job'
import { fromCaller } from '../paths'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { number, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  filter: string
  most?: number
  switch?: boolean
  address?: string
  model?: string
  plainHttp?: boolean
  prompt?: string
  rows?: number
  context?: number
  requests?: number
  tokens?: number
  parallel?: number
  perMinute?: number
  timeout?: number
  answerTokens?: number
  priceIn?: number
  priceOut?: number
  resume?: string
  dryRun?: boolean
}

export function addDraft(host: CommandHost, program: Command): void {
  const command = program
    .command('draft')
    .description('drafts of labels by a language model on an OpenAI-compatible server, as suggestions with a score')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--filter <text>', 'features, as in: loupe features', 'status:pending dead:no')
    .option('--most <n>', 'at most so many features, those with the most mass first', wholeNumberIn(1))
    .option('--switch <on|off>', 'the switch of this machine; off, and nothing is sent anywhere', switchFrom)
    .option(
      '--address <url>',
      'base of the server, as http://127.0.0.1:11434/v1; for this call, with --switch for later ones too'
    )
    .option('--model <name>', 'as the server names it')
    .option('--plain-http', 'allow http:// to another machine')
    .option('--prompt <file>', 'JSON with the fields explain and detect')
    .option('--rows <n>', 'held-out rows of the score; 0: no score', wholeNumberIn(0, 40))
    .option('--context <n>', 'tokens to either side of an example', wholeNumberIn(0, 100))
    .option('--requests <n>', 'at most so many requests', wholeNumberIn(1))
    .option('--tokens <n>', 'at most so many tokens', wholeNumberIn(1))
    .option('--parallel <n>', 'requests at a time', wholeNumberIn(1, 16))
    .option('--per-minute <n>', 'requests a minute', wholeNumberIn(1, 6_000))
    .option('--timeout <seconds>', 'of one request', number)
    .option('--answer-tokens <n>', 'longest answer; models that think first need more', wholeNumberIn(16, 8_000))
    .option('--price-in <n>', 'of a million tokens sent; kept', number)
    .option('--price-out <n>', 'of a million tokens received; kept', number)
    .option('--resume <draft>', 'goes on with this draft')
    .option('--dry-run', 'says what it would ask for and cost; sends nothing')
    .addHelpText('after', `\nA key is taken from the environment variable ${keyVariable}.`)
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const settings = await keptSettings(session, options)
    if (options.switch === false) {
      session.out.result({ on: false }, ['Drafts by a language model are off: Loupe opens no connection.'])
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

function switchFrom(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on'
  throw new InvalidArgumentError('It must be on or off.')
}

/** The settings after what this call keeps. */
async function keptSettings({ client }: Session, options: Options): Promise<ModelSettings> {
  const { settings } = await client.call('drafts.settings', {})
  const change: Partial<ModelSettings> = {}
  if (options.switch !== undefined) change.on = options.switch
  if (options.switch) Object.assign(change, serverFrom(settings, options))
  if (options.priceIn !== undefined || options.priceOut !== undefined)
    change.price = { input: options.priceIn ?? settings.price.input, output: options.priceOut ?? settings.price.output }
  if (Object.keys(change).length === 0) return settings
  return (await client.call('drafts.changeSettings', change)).settings
}

function serverFrom(settings: ModelSettings, { address, model, plainHttp }: Options): ModelServer {
  return {
    address: address ?? settings.address,
    model: model ?? settings.model,
    plainHttp: plainHttp ?? settings.plainHttp
  }
}

async function askedFrom(
  session: Session,
  project: Project,
  options: Options,
  server: ModelServer
): Promise<Params<'drafts.start'>> {
  const run = await analyzed(session, project, options.run)
  const scope = { project: project.id, run: run.id }
  const { ids } = await session.client.call('features.ids', { ...scope, filter: options.filter, sort: 'mass', descending: true })
  const features = ids.slice(0, options.most)
  if (features.length === 0)
    throw new LoupeError('empty', `No feature of ${run.name} matches ${options.filter}`, { hint: 'Try it with: loupe features' })
  const prompt = options.prompt === undefined ? {} : { prompt: promptFrom(fromCaller(options.prompt)) }
  return { ...scope, features, server, ...prompt, ...measures(options) }
}

function measures({ rows, context, requests, tokens, parallel, perMinute, timeout, answerTokens }: Options) {
  return {
    evidence: given({ detectRows: rows, context }),
    limits: given({ requests, tokens, parallel, perMinute, timeoutSeconds: timeout, answerTokens })
  }
}

/** Without the fields that are undefined. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

function promptFrom(path: string): DraftPrompt {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new LoupeError('malformed', `${path} is not JSON`, { place: path })
    const { code, message } = errorRecordFrom(thrown)
    throw new LoupeError(code, `${path}: ${message}`, { place: path })
  }
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
