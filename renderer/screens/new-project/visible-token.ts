/** A token's text with what is invisible made visible: spaces at its ends as dots, line ends and tabs as signs. */
export function visibleToken(text: string): string {
  if (text === '') return '∅'
  const dots = (spaces: string) => '·'.repeat(spaces.length)
  return text.replace(/^ +/, dots).replace(/ +$/, dots).replace(/\r?\n/g, '↵').replace(/\t/g, '⇥')
}
