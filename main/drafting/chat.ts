/** A chat completion in OpenAI's form: one question, one answer as text, with what is known of its tokens. */
import { z } from 'zod'
import type { ModelServer } from '../../contract/records/draft'
import { checkedAddress, endpoint } from './address'
import { withoutKey } from './plain-text'
import { type Response, sendRequest } from './request'
import { checkStatus, QuestionProblem } from './status'
import { type TokenUse, tokenUse } from './usage'

/** An answer of 8,000 tokens is some 40 KB. */
const mostBytes = 2 ** 20

export interface Asking {
  server: ModelServer
  key: string | undefined
  answerTokens: number
  timeoutMs: number
  signal: AbortSignal
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
export async function askOnce(question: string, { server, key, answerTokens, timeoutMs, signal }: Asking): Promise<Answer> {
  const address = checkedAddress(server.address, server.plainHttp)
  const url = endpoint(address, 'chat/completions')
  const body = JSON.stringify({
    model: server.model,
    messages: [{ role: 'user', content: question }],
    temperature: 0,
    max_tokens: answerTokens,
    stream: false
  })
  const response = await sendRequest({ url, body, key, timeoutMs, mostBytes, signal })
  checkStatus(response, url.host, key)
  const { choices, usage } = completionIn(response, url.host)
  const text = withoutKey(choices[0].message.content ?? '', key)
  return { text, use: tokenUse(question, text, usage, answerTokens) }
}

function completionIn({ text }: Response, host: string) {
  const parsed = Completion.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  const what = /^\s*</.test(text) ? 'a web page' : 'something else'
  throw new QuestionProblem(`${host} answered with ${what} in place of a chat completion`)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
