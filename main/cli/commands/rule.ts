/** `loupe rule`: an executable label against all stored activations, with what it misses. */
import type { Command } from 'commander'
import type { LabelRule } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { listLines, scoreLines } from '../rule-text'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { collected, number, textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  token?: string[]
  pattern?: string
  text?: boolean
  where?: string[]
  threshold: number
  most: number
  suggest?: boolean
  keep?: boolean
  remove?: boolean
}

type OneFeature = { project: string; run: string; feature: number }

export function addRule(host: CommandHost, program: Command): void {
  const command = program
    .command('rule')
    .description('hold a token list, a pattern or a condition on label columns against a feature')
    .argument('<project>', 'folder of the project')
    .argument('[id]', 'number of the feature; left out: the rules of all', wholeNumberIn(0))
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--token <token>', 'a token; may be repeated', collected(textOf(1, 500)))
    .option('--pattern <expression>', 'regular expression of tokens')
    .option('--text', 'the pattern is of the text that ends with the token')
    .option(
      '--where <column=value>',
      'a label column has this value; may be repeated: all must hold',
      collected(textOf(3, 1_000))
    )
    .option('--suggest', 'the list of tokens that tells best when it fires')
    .option('--threshold <n>', 'activations above it count as firing', number, 0)
    .option('--most <n>', 'misses to list', wholeNumberIn(0, 200), 10)
    .option('--keep', 'attach the rule to the label')
    .option('--remove', 'take the attached rule away')
  addAction<Options>(host, command, async (session, options, [folder, id]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, options.run)
    if (id === undefined) {
      const rules = await session.client.call('checks.rules', { project: project.id, run: run.id })
      session.out.result({ run: run.id, rules }, listLines(rules))
      return undefined
    }
    const one = { project: project.id, run: run.id, feature: Number(id) }
    if (options.remove) {
      await session.client.call('checks.setRule', { ...one, rule: null })
      session.out.result({ ...one, rule: null }, [`Feature ${id} has no rule now.`])
      return undefined
    }
    const { threshold, most } = options
    const { signal } = session
    const rule = await wantedRule(session, one, options)
    // Without a rule given, the attached one is scored anew.
    const kept = rule ?? (await session.client.call('checks.rules', one))[0]?.rule
    if (options.keep && kept) await session.client.call('checks.setRule', { ...one, rule: kept, threshold }, { signal })
    const score = await session.client.call(
      'checks.scoreRule',
      { ...one, threshold, most, ...(rule ? { rule } : {}) },
      { signal }
    )
    session.out.result({ run: run.id, feature: one.feature, ...score }, scoreLines(score))
    return undefined
  })
}

async function wantedRule({ client, signal }: Session, one: OneFeature, options: Options): Promise<LabelRule | undefined> {
  const rule = ruleFrom(options)
  if (!options.suggest) return rule
  if (rule) throw new LoupeError('usage', 'Give a rule or --suggest, not both')
  return (await client.call('checks.proposeRule', { ...one, threshold: options.threshold }, { signal })).rule
}

function ruleFrom({ token, pattern, text, where }: Options): LabelRule | undefined {
  const given = [token, pattern, where].filter((one) => one !== undefined).length
  if (given > 1) throw new LoupeError('usage', 'Give one of --token, --pattern and --where')
  if (token) return { kind: 'tokens', tokens: token, trim: true, ignoreCase: true }
  if (pattern !== undefined) return { kind: 'pattern', pattern, over: text ? 'text' : 'token', ignoreCase: false }
  if (where) return { kind: 'columns', conditions: where.map(conditionFrom) }
  return undefined
}

function conditionFrom(text: string) {
  const [, column, not, value] = /^([^=!]+)(!?)=(.*)$/s.exec(text) ?? []
  if (column === undefined)
    throw new LoupeError('usage', `“${text}” is no condition`, { hint: 'Write column=value or column!=value.' })
  return { column, values: [value], not: not === '!' }
}
