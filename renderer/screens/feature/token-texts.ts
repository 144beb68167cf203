/** Tokens of a study of logits as words: from code points, or as ids where no vocabulary was given. Pure. */

export interface TokenEffect {
  token: number
  /** Undefined without a vocabulary. */
  text: string | undefined
  logit: number
}

export interface TokenTexts {
  /** Token i is the code points from `starts`[i] to before `starts`[i + 1]. */
  starts: Uint32Array
  points: Uint32Array
}

export function tokenText({ starts, points }: TokenTexts, token: number): string | undefined {
  if (token + 1 >= starts.length) return undefined
  return String.fromCodePoint(...points.subarray(starts[token], starts[token + 1]))
}

/** In the order of the study: the strongest first. */
export function tokenEffects(tokens: ArrayLike<number>, logits: ArrayLike<number>, texts: TokenTexts | undefined): TokenEffect[] {
  return Array.from({ length: tokens.length }, (_, place) => ({
    token: tokens[place],
    text: texts && tokenText(texts, tokens[place]),
    logit: logits[place]
  }))
}
