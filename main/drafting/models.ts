/** The models a server lists (GET /models), by name. */
import { z } from 'zod'
import type { ModelServer } from '../../contract/records/draft'
import { LoupeError } from '../../contract/wire/errors'
import { checkedAddress, endpoint } from './address'
import { bounded } from './plain-text'
import { sendRequest } from './request'
import { checkStatus, PassingProblem, QuestionProblem } from './status'

const mostBytes = 4 * 2 ** 20
const mostModels = 1_000
const timeoutMs = 10_000

const Listed = z.object({ data: z.array(z.object({ id: z.string() })) })

/** Throws `unreachable`, `denied`, `not-found`, `malformed`. */
export async function listModels(server: ModelServer, key: string | undefined, signal: AbortSignal): Promise<string[]> {
  const url = endpoint(checkedAddress(server.address, server.plainHttp), 'models')
  try {
    const response = await sendRequest({ url, key, timeoutMs, mostBytes, signal })
    checkStatus(response, url.host, key)
    const { data } = Listed.parse(JSON.parse(response.text))
    return [...new Set(data.slice(0, mostModels).map(({ id }) => bounded(id, 300)))].filter((id) => id !== '').sort()
  } catch (thrown) {
    if (thrown instanceof LoupeError) throw thrown
    if (thrown instanceof PassingProblem) throw new LoupeError('unreachable', thrown.message, { hint: 'Try again later.' })
    const said = thrown instanceof QuestionProblem ? thrown.message : `${url.host} does not list its models`
    throw new LoupeError('malformed', said, {
      hint: 'Type the name of the model. Look whether the address is that of a model’s server.'
    })
  }
}
