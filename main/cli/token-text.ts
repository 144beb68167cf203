/** Tokens as one line for people, on whose terminal nothing in them acts. */
import { oneLine } from './printable'

/** Breaks and tabs can be told apart. */
export function tokenLine(text: string): string {
  return oneLine(text.replace(/\r?\n/g, '⏎').replace(/\t/g, '→'))
}

/** The text around a token, the token in brackets; what stands before is put to the right of its column. */
export function aroundToken(before: string, token: string, after = ''): string {
  return `${last(tokenLine(before), 50).padStart(50)}[${tokenLine(token)}]${Array.from(tokenLine(after)).slice(0, 30).join('')}`
}

function last(text: string, count: number): string {
  return Array.from(text).slice(-count).join('')
}
