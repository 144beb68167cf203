/** `loupe labels follow`, `suggestions` and `accept`: labels of another run, what is proposed for a feature, many taken at once. */
import { type Command, Option } from 'commander'
import { ComparedBy } from '../../../contract/records/studies/compare'
import { type FollowReport, followFrom, KeptSource, type Suggestion } from '../../../contract/records/suggestion'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, findRun, openProject, readProject } from '../find'
import { count, counted } from '../numbers'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'
import { number, wholeNumberIn } from './options'

const runOption = ['--run <run>', 'id or name; the latest one when left out'] as const

export function addSuggestions(host: CommandHost, labels: Command): void {
  addFollow(host, labels)
  addList(host, labels)
  addAccept(host, labels)
}

interface FollowOptions {
  json?: boolean
  from: string
  by?: ComparedBy
  cosine: number
  correlation: number
}

function addFollow(host: CommandHost, labels: Command): void {
  const command = labels
    .command('follow')
    .description('bring the labels of another run to the matched features of this one, as suggestions; no label is changed')
    .argument('<project>', 'folder of the project')
    .argument('<run>', 'id or name of the run that they go to')
    .requiredOption('--from <run>', 'id or name of the run whose labels follow')
    .addOption(
      new Option('--by <similarity>', 'match only by this; by cosine and then by co-firing when left out').choices(
        ComparedBy.options
      )
    )
    .option('--cosine <least>', 'cosine from which a label follows', number, followFrom['decoder-cosine'])
    .option('--correlation <least>', 'correlation from which a label follows', number, followFrom['activation-correlation'])
  addAction<FollowOptions>(host, command, async (session, { from, by, cosine, correlation }, [folder, wanted]) => {
    const project = await openProject(session, folder)
    const [run, other] = [await analyzed(session, project, wanted), await analyzed(session, project, from)]
    const asked = { project: project.id, run: run.id, from: other.id, by, cosineFrom: cosine, correlationFrom: correlation }
    const { client, signal, out } = session
    const onProgress = (progress: Parameters<typeof out.progress>[1]) => out.progress('Matching', progress)
    const report = await client.call('labels.follow', asked, { signal, onProgress })
    out.result({ run: run.id, from: other.id, ...report }, followLines(report, run.name))
    return undefined
  })
}

const byWords = { 'decoder-cosine': 'decoder cosine', 'activation-correlation': 'correlation of activations' }

function followLines(report: FollowReport, name: string): string[] {
  const { labels, followed, added, unchanged, withdrawn, onLabeled, noPartner, below, matchings, nearMisses } = report
  return [
    `${count(followed)} of ${counted(labels, 'label')} ${followed === 1 ? 'follows' : 'follow'} to ${oneLine(name)} as suggestions: ${count(added)} new, ${count(unchanged)} there already`,
    `Matched by ${matchings.map(({ by, minimum }) => `${byWords[by]} from ${minimum}`).join(', then by ')}`,
    `Left: ${count(below)} below that, ${count(noPartner)} without a partner`,
    ...(withdrawn > 0
      ? [`${counted(withdrawn, 'earlier suggestion no longer holds and is', 'earlier suggestions no longer hold and are')} gone`]
      : []),
    ...(onLabeled > 0
      ? [`${counted(onLabeled, 'reached a feature', 'reached features')} with a label, which stays as it is`]
      : []),
    ...nearMisses.map(({ feature, label, partner, by, similarity }) => {
      return `Not followed: feature ${feature} “${oneLine(label)}”, nearest ${partner} (${byWords[by]} ${similarity.toFixed(2)})`
    })
  ]
}

function addList(host: CommandHost, labels: Command): void {
  const command = labels
    .command('suggestions')
    .description('what is proposed as the label of a feature, and why')
    .argument('<project>', 'folder of the project')
    .argument('<feature>', 'number of the feature', wholeNumberIn(0))
    .option(...runOption)
  addAction<{ json?: boolean; run?: string }>(host, command, async (session, options, [folder, given]) => {
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const feature = Number(given)
    const suggestions = await session.client.call('suggestions.list', { project: project.id, run: run.id, feature })
    const lines = suggestions.map(suggestionLine)
    session.out.result({ run: run.id, feature, suggestions }, lines.length > 0 ? lines : ['Nothing is proposed.'])
    return undefined
  })
}

function suggestionLine({ source, text, tags = [], status, why }: Suggestion): string {
  const words = status === 'not-interpretable' && text === '' ? 'not interpretable' : `“${oneLine(text)}”`
  return `${source}: ${words}${tags.length > 0 ? ` [${tags.map(oneLine).join(', ')}]` : ''} – ${oneLine(why)}`
}

interface AcceptOptions {
  json?: boolean
  run?: string
  from?: string
  source: KeptSource
  least?: number
  author?: string
  dry?: boolean
}

function addAccept(host: CommandHost, labels: Command): void {
  const command = labels
    .command('accept')
    .description('take the best suggestion of each feature that has no label yet; one step of undo')
    .argument('<project>', 'folder of the project')
    .option(...runOption)
    .addOption(new Option('--source <source>', 'where suggestions are from').choices(KeptSource.options).default('match'))
    .option('--from <run>', 'only matches of this run')
    .option('--least <similarity>', 'similarity (or score) from which one is taken', number)
    .option('--author <name>', 'who takes them; the account when left out')
    .option('--dry', 'only say what it would do')
  addAction<AcceptOptions>(host, command, async (session, { source, least, author, dry = false, ...options }, [folder]) => {
    if (options.from !== undefined && source !== 'match')
      throw new LoupeError('usage', '--from names a run, which only matches come from', { hint: 'Leave out --source.' })
    const project = await openProject(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const from = options.from === undefined ? undefined : await findRun(session, project, options.from, () => true, 'there')
    const accepted = await session.client.call('suggestions.accept', {
      project: project.id,
      run: run.id,
      source,
      dry,
      ...(from ? { origin: from.id } : {}),
      ...(least === undefined ? {} : { minimum: least }),
      ...(author === undefined ? {} : { author })
    })
    const { features, touched, below } = accepted
    session.out.result({ run: run.id, dry, ...accepted }, [
      `${counted(features.length, 'suggestion')} ${dry ? 'would become' : 'became'} ${features.length === 1 ? 'a label' : 'labels'}`,
      `Left as they are: ${count(touched)} that somebody worked on, ${count(below)} with a lesser similarity`
    ])
    return undefined
  })
}
