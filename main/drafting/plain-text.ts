/** Text from outside as plain text of a bounded length: no control characters, nothing that turns the direction of writing. */

/** Controls, and the marks that embed, override or isolate directions (Unicode UAX 9). Newlines and tabs become spaces before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken away
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Halves of surrogate pairs without the other half: SQLite and UTF-8 have no place for them. */
const halfPairs = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** One line of at most `most` characters (UTF-16 units); a longer one ends with “…”, never in half a character. */
export function bounded(text: string, most: number): string {
  // More than is kept is not worth looking at.
  const line = text
    .slice(0, 8 * most + 1_000)
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(unwanted, '')
    .replace(/ {2,}/g, ' ')
    .replace(halfPairs, '\ufffd')
    .trim()
  if (line.length <= most) return line
  return `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Without the key, should a server say it back. */
export function withoutKey(text: string, key: string | undefined): string {
  return key ? text.replaceAll(key, '…') : text
}
