/**
 * The arithmetic of concordance lines: which tokens are in view, how wide the two columns before the text are,
 * how numbers are written, and where the token focus goes. Drawing is in concordance-*.tsx.
 */
import type { Example } from '../../../contract/records/feature'
import { formatFixed } from '../format'

/** Tokens to either side of the peak that are in view. */
export type ContextSize = 5 | 16 | 'full'
export const contextSizes: readonly ContextSize[] = [5, 16, 'full']

/** The next size that `W` goes to. */
export function nextContext(size: ContextSize): ContextSize {
  return contextSizes[(contextSizes.indexOf(size) + 1) % contextSizes.length] ?? 16
}

/** First token in view and the one after the last. */
export function contextWindow(example: Pick<Example, 'tokens' | 'peak'>, size: ContextSize): { from: number; to: number } {
  if (size === 'full') return { from: 0, to: example.tokens.length }
  return { from: Math.max(0, example.peak - size), to: Math.min(example.tokens.length, example.peak + size + 1) }
}

/** Tokens to either side to ask the engine for: short contexts share one answer. */
export function contextToLoad(size: ContextSize): number {
  return size === 'full' ? 500 : 16
}

/** Decimals for a column of activations whose largest value is `max`: three figures or so, never a cut number. */
export function activationDecimals(max: number): number {
  const size = Math.abs(max)
  if (!(size > 0)) return 2
  if (size >= 1000) return 0
  if (size >= 100) return 1
  if (size >= 1) return 2
  return Math.min(8, 2 + Math.ceil(-Math.log10(size)))
}

/** Widths, in characters, of the value and source columns over all lines of a page: one column for all sections. */
export function lineColumns(
  examples: Iterable<Pick<Example, 'value' | 'source'>>,
  decimals: number
): { value: number; source: number } {
  let value = 4
  let source = 0
  for (const example of examples) {
    value = Math.max(value, formatFixed(example.value, decimals).length)
    source = Math.max(source, example.source.length)
  }
  return { value, source: Math.min(18, source) }
}

/** A token that has the focus: a line, counted over all lines in view from the top, and a token of it. */
export interface TokenFocus {
  line: number
  token: number
}

export type FocusStep = 'left' | 'right' | 'up' | 'down'

/** Where the token focus goes. Without a focus the first step lands on the first line's peak. Stays inside the context in view. */
export function moveFocus(
  lines: readonly Pick<Example, 'tokens' | 'peak'>[],
  focus: TokenFocus | undefined,
  step: FocusStep,
  size: ContextSize
): TokenFocus | undefined {
  const line = lines[focus?.line ?? 0]
  if (!line) return undefined
  if (!focus) return { line: 0, token: line.peak }
  if (step === 'left' || step === 'right') {
    const { from, to } = contextWindow(line, size)
    const token = focus.token + (step === 'left' ? -1 : 1)
    return { line: focus.line, token: Math.min(to - 1, Math.max(from, token)) }
  }
  const next = Math.min(lines.length - 1, Math.max(0, focus.line + (step === 'up' ? -1 : 1)))
  return next === focus.line ? focus : { line: next, token: lines[next]?.peak ?? 0 }
}
