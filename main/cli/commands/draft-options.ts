/** Options of `loupe draft`, and what they ask for: a server, a prompt, what is measured and within which limits. */
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import type { DraftPrompt, ModelServer, ModelSettings } from '../../../contract/records/draft'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { fromCaller } from '../paths'
import { number, wholeNumberIn } from './options'

/** What is drafted where no filter is given. */
export const usualFilter = 'status:pending dead:no'

export interface DraftOptions {
  json?: boolean
  run?: string
  filter?: string
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

export function withDraftOptions(command: Command): Command {
  return command
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--filter <text>', `features, as in: loupe features (${usualFilter})`)
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
}

function switchFrom(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on'
  throw new InvalidArgumentError('It must be on or off.')
}

/** As it is set, but for what was given. */
export function serverFrom(settings: ModelSettings, { address, model, plainHttp }: DraftOptions): ModelServer {
  return {
    address: address ?? settings.address,
    model: model ?? settings.model,
    plainHttp: plainHttp ?? settings.plainHttp
  }
}

export function draftMeasures({ rows, context, requests, tokens, parallel, perMinute, timeout, answerTokens }: DraftOptions) {
  return {
    evidence: given({ detectRows: rows, context }),
    limits: given({ requests, tokens, parallel, perMinute, timeoutSeconds: timeout, answerTokens })
  }
}

/** Without the fields that are undefined. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

export function promptOf({ prompt }: DraftOptions): { prompt?: DraftPrompt } {
  return prompt === undefined ? {} : { prompt: promptFrom(fromCaller(prompt)) }
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
