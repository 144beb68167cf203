/**
 * Cuts the tokens of an example into runs to draw: one per colored token, and one for each stretch of silent ones,
 * since most tokens are silent and an element for each would make a page of ninety examples slow.
 */
import { type ColorScale, rampShare } from './color'
import { isRightToLeft, piecesOfToken, type TextPiece } from './text'

export interface TokenRun {
  /** Index of the first token, and how many are in the run. */
  first: number
  count: number
  pieces: TextPiece[]
  /** Of the first token; 0 for a silent stretch. */
  value: number
  share: number
  /** To be kept apart from the reading direction of its surroundings. */
  isolated: boolean
}

export interface RunOptions {
  tokens: readonly string[]
  values: readonly number[]
  /** First token, and the one after the last. */
  from: number
  to: number
  max: number
  scale: ColorScale
  /** False keeps every token apart: for the line that has the token focus. */
  merge: boolean
}

/** Runs of the tokens from `from` up to, not including, `to`. */
export function runsOfTokens(options: RunOptions): TokenRun[] {
  const runs: TokenRun[] = []
  for (let index = Math.max(0, options.from); index < Math.min(options.to, options.tokens.length); index++) {
    const run = runOfToken(options, index)
    const last = runs.at(-1)
    if (options.merge && last && isSilent(last) && isSilent(run)) extend(last, run)
    else runs.push(run)
  }
  return runs
}

function runOfToken({ tokens, values, max, scale }: RunOptions, index: number): TokenRun {
  const token = tokens[index] ?? ''
  const value = values[index] ?? 0
  return {
    first: index,
    count: 1,
    pieces: piecesOfToken(token),
    value,
    share: rampShare(value, max, scale),
    isolated: isRightToLeft(token)
  }
}

function isSilent(run: TokenRun): boolean {
  return run.share === 0 && !run.isolated
}

function extend(run: TokenRun, next: TokenRun): void {
  run.count += next.count
  for (const piece of next.pieces) {
    const last = run.pieces.at(-1)
    if (last && last.sign === piece.sign) run.pieces[run.pieces.length - 1] = { text: last.text + piece.text, sign: piece.sign }
    else run.pieces.push(piece)
  }
}
