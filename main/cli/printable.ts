/** Texts of others on a terminal: control characters are shown as their pictures, so that none of them acts. */

/** One line: breaks and tabs become spaces. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\r\n\t]+/g, ' ')
  return line.replaceAll(/\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '␡'
  })
}
