/** `loupe logits`: the tokens that a feature makes likelier and less likely, by an unembedding. */
import type { Command } from 'commander'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { count, counted, table } from '../numbers'
import { fromCaller, sourceFrom } from '../paths'
import type { Session } from '../session'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  vocabulary?: string
  feature: number
  most: number
  fresh?: boolean
}

export function addLogits(host: CommandHost, program: Command): void {
  const command = program
    .command('logits')
    .description('tokens that features make likelier and less likely (direct logit effect)')
    .argument('<project>', 'folder of the project')
    .argument('<unembedding>', 'file of W_U, [d, vocabulary] or [vocabulary, d]; FILE:NAME chooses one array of a file')
    .option('--vocabulary <file>', 'text of token ids: tokenizer.json, vocab.json, or a list')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--feature <id>', 'whose tokens to list', wholeNumberIn(0), 0)
    .option('--most <n>', 'tokens at each end', wholeNumberIn(1, 100), 10)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, options, [folder, file]) => {
    const { feature, most, fresh } = options
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const vocabulary = options.vocabulary === undefined ? {} : { vocabulary: fromCaller(options.vocabulary) }
    const question = { kind: 'logits' as const, unembedding: sourceFrom(file), most, ...vocabulary }
    const { study, answer } = await answered<'logits'>(session, { project: project.id, run: run.id, fresh }, question)
    if (feature >= answer.features)
      throw new LoupeError('not-found', `There is no feature ${feature}`, {
        hint: `There are ${count(answer.features)}, from 0 on.`
      })
    const at = { project: project.id, study: study.id, hasTexts: answer.hasTexts }
    const [top, bottom] = [await tokensOf(session, at, feature, 'top'), await tokensOf(session, at, feature, 'bottom')]
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer, feature, top, bottom }, [
      `Feature ${feature} of ${run.name}, among ${counted(answer.tokens, 'token')}`,
      ...table(
        ['likelier', 'logit', 'less likely', 'logit'],
        top.map((one, i) => [nameOf(one), one.logit.toFixed(3), nameOf(bottom[i]), bottom[i].logit.toFixed(3)])
      )
    ])
    return undefined
  })
}

interface TokenLogit {
  token: number
  logit: number
  text?: string
}

async function tokensOf(
  { client }: Session,
  { project, study, hasTexts }: { project: string; study: string; hasTexts: boolean },
  feature: number,
  end: 'top' | 'bottom'
): Promise<TokenLogit[]> {
  const slice = async (array: string, from: number, size: number) => {
    const { values } = await client.call('studies.slice', { project, study, array, from, count: size })
    return Array.from(values)
  }
  const textOf = async (token: number): Promise<string> => {
    const [from, to] = await slice('tokenStarts', token, 2)
    return String.fromCodePoint(...(await slice('tokenText', from, to - from)))
  }
  const [tokens, logits] = [await slice(`${end}Tokens`, feature, 1), await slice(`${end}Logits`, feature, 1)]
  const found: TokenLogit[] = []
  for (const [i, token] of tokens.entries())
    found.push({ token, logit: logits[i], ...(hasTexts ? { text: await textOf(token) } : {}) })
  return found
}

function nameOf({ token, text }: TokenLogit): string {
  return text === undefined ? String(token) : JSON.stringify(text)
}
