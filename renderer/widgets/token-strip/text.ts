/**
 * What a token looks like as text: control and invisible characters get a visible, dimmed sign,
 * everything else stays as it is (spaces too). Leaves color and layout to token-strip.tsx.
 */

/** A stretch of one token; `sign` marks a stand-in for a character that has no picture of its own. */
export interface TextPiece {
  text: string
  sign: boolean
}

/** Shown where a row has no text at all. */
const noText = '–'
const dottedCircle = '\u25cc'

/** Characters that would be invisible or, for bidi controls, would reorder their surroundings. */
const invisible = /[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\u180e\u061c]/u
const control = /\p{Cc}/u
const needsSign = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\u180e\u061c]/u
const onlyJoiners = /^(?:\u200c|\u200d|[\ufe00-\ufe0f])+$/u
const startsWithMark = /^\p{M}/u

/** The pieces of a token, in order; never empty. */
export function piecesOfToken(token: string): TextPiece[] {
  if (token === '') return [{ text: noText, sign: true }]
  if (onlyJoiners.test(token)) return [{ text: '·', sign: true }]
  if (!needsSign.test(token) && !startsWithMark.test(token)) return [{ text: token, sign: false }]
  const pieces: TextPiece[] = startsWithMark.test(token) ? [{ text: dottedCircle, sign: true }] : []
  for (const character of token) append(pieces, signOf(character), needsSign.test(character))
  return pieces
}

/** The token as one string, signs included: for tooltips, copies and measuring. */
export function textOfToken(token: string): string {
  return piecesOfToken(token)
    .map((piece) => piece.text)
    .join('')
}

/** True for scripts written from right to left; such tokens are isolated so that they do not reorder their neighbors. */
export function isRightToLeft(token: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(token)
}

function signOf(character: string): string {
  if (character === '\n' || character === '\u2028' || character === '\u2029' || character === '\u0085') return '↵'
  if (character === '\t') return '⇥'
  if (invisible.test(character)) return '·'
  if (!control.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : '·'
}

function append(pieces: TextPiece[], text: string, sign: boolean): void {
  const last = pieces.at(-1)
  if (last && last.sign === sign && last.text !== dottedCircle) last.text += text
  else pieces.push({ text, sign })
}
