/** Tokens as one line for people. */

export function oneLine(text: string): string {
  return text.replace(/\r?\n/g, '⏎').replace(/\t/g, '→')
}

/** The text around a token, the token in brackets; what stands before is put to the right of its column. */
export function aroundToken(before: string, token: string, after = ''): string {
  return `${last(oneLine(before), 50).padStart(50)}[${oneLine(token)}]${Array.from(oneLine(after)).slice(0, 30).join('')}`
}

function last(text: string, count: number): string {
  return Array.from(text).slice(-count).join('')
}
