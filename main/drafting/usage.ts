/**
 * Tokens of a text, and whether what a server says about them can be true. A server that says nothing, or something that can not
 * be, does not get around a limit: then the length of the texts counts.
 */

export interface TokenUse {
  input: number
  output: number
  /** True where the length was counted in place of what the server said. */
  estimated: boolean
}

/** Bytes of English text to a token, about (OpenAI's rule of thumb is 4 characters). */
const bytesPerToken = 4
/** A token has between one and this many bytes on average in any text. */
const mostBytesPerToken = 20
/** What a chat template adds to a message, generously. */
const templateTokens = 1_000

/** About; a token of prose has four bytes. */
export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken)
}

/**
 * `told`: the `usage` of the answer, whatever it is. Output may be more than the text that came (a model that thinks first), but not
 * more than `most` was asked for.
 */
export function tokenUse(sent: string, received: string, told: unknown, most: number): TokenUse {
  const input = numberAt(told, 'prompt_tokens')
  const output = numberAt(told, 'completion_tokens')
  const inputFits = input !== undefined && isPlausible(input, sent, Buffer.byteLength(sent) + templateTokens)
  const outputFits = output !== undefined && isPlausible(output, received, most)
  return {
    input: inputFits ? input : tokensIn(sent),
    output: outputFits ? output : tokensIn(received),
    estimated: !inputFits || !outputFits
  }
}

function isPlausible(tokens: number, text: string, most: number): boolean {
  return Number.isInteger(tokens) && tokens <= most && tokens >= Math.floor(Buffer.byteLength(text) / mostBytesPerToken)
}

function numberAt(told: unknown, name: string): number | undefined {
  if (typeof told !== 'object' || told === null) return undefined
  const value = (told as Record<string, unknown>)[name]
  return typeof value === 'number' && value >= 0 ? value : undefined
}
