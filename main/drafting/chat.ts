/** A chat completion in OpenAI's form: one question, one answer as text, with what is known of its tokens. */

import { z } from 'zod'
import type { ModelServer } from '../../contract/records/draft'
import { jsonFrom } from '../codecs/json-values'
import { checkedAddress, endpoint } from './address'
import { withoutKey } from './plain-text'
import { type Response, sendRequest } from './request'
import { checkStatus, PassingProblem, QuestionProblem } from './status'
import { type TokenUse, tokenUse } from './usage'

/** An answer of 8,000 tokens is some 40 KB. */
const mostBytes = 2 ** 20

export interface Asking {
  server: ModelServer
  key: string | undefined
  answerTokens: number
  timeoutMs: number
  signal: AbortSignal
  /** Shared by all questions of a draft: what the server was found to want. */
  dialect: Dialect
}

/** Newer models of OpenAI refuse `max_tokens` and a temperature, and want `max_completion_tokens`; most other servers know only the former. */
export interface Dialect {
  isNewer: boolean
}

export interface Answer {
  text: string
  use: TokenUse
}

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
  usage: z.unknown().optional()
})

/** Throws a QuestionProblem for an answer without a text, a PassingProblem, or a LoupeError for what no other try would mend. */
export async function askOnce(question: string, asking: Asking): Promise<Answer> {
  const { server, key, answerTokens, timeoutMs, signal, dialect } = asking
  const address = checkedAddress(server.address, server.plainHttp)
  const url = endpoint(address, 'chat/completions')
  const { isNewer } = dialect
  const body = JSON.stringify({
    model: server.model,
    messages: [{ role: 'user', content: question }],
    ...(isNewer ? { max_completion_tokens: answerTokens } : { temperature: 0, max_tokens: answerTokens }),
    stream: false
  })
  const response = await sendRequest({ url, body, key, timeoutMs, mostBytes, signal })
  if (!isNewer && wantsNewer(response)) throw new PassingProblem(turnedNewer(dialect), 0)
  checkStatus(response, url.host, key)
  const { choices, usage } = completionIn(response, url.host)
  const text = withoutKey(choices[0].message.content ?? '', key)
  return { text, use: tokenUse(question, text, usage, answerTokens) }
}

/** It says so in its refusal, by the name of the field. */
function wantsNewer({ status, text }: Response): boolean {
  return status === 400 && text.includes('max_completion_tokens')
}

/** The same question is asked again in the other form. */
function turnedNewer(dialect: Dialect): string {
  dialect.isNewer = true
  return 'The server wants the newer form of questions'
}

function completionIn({ text }: Response, host: string) {
  const parsed = Completion.safeParse(jsonFrom(text))
  if (parsed.success) return parsed.data
  const what = /^\s*</.test(text) ? 'a web page' : 'something else'
  throw new QuestionProblem(`${host} answered with ${what} in place of a chat completion`)
}
