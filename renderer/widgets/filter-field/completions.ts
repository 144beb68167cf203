/**
 * What the filter field offers while something is typed: names of fields first, then the values of the field that was chosen.
 * Pure, and knows no field by itself: the owner gives them.
 */

/** A field of the filter language: compared with a number, or one of some values. */
export interface FilterWord {
  name: string
  /** Said beside it: what it means. */
  detail: string
  /** Numbers to begin with, such as `>0.01`; a field that is compared has these. */
  comparisons?: readonly string[]
  /** Values after a colon. */
  values?: readonly string[]
  /** Of a field in brackets, such as `f1(domain=scripture)`: what may stand in them. */
  inside?: readonly string[]
}

export interface Completion {
  /** What the text being typed becomes. */
  text: string
  detail: string
  /** Nothing more has to be typed: the term becomes a chip. */
  isWhole: boolean
}

const most = 8

/** Offers for the last word of the draft. Nothing for words in quotes, and nothing that is typed in full already. */
export function completionsFor(draft: string, words: readonly FilterWord[]): Completion[] {
  const last = /(?:^|\s)(\S*)$/.exec(draft)?.[1] ?? ''
  if (last.startsWith('"')) return []
  const before = draft.slice(0, draft.length - last.length)
  const found = last.includes(':') ? valuesOf(last, words) : last.includes('(') ? insidesOf(last, words) : namesOf(last, words)
  return found
    .filter(({ text }) => text !== last)
    .slice(0, most)
    .map((completion) => ({ ...completion, text: before + completion.text }))
}

/** Fields whose name begins like this; the whole name offers what it may be compared with. */
function namesOf(typed: string, words: readonly FilterWord[]): Completion[] {
  const wanted = typed.toLowerCase()
  const exact = words.find(({ name }) => wanted.startsWith(name.toLowerCase()) && /^[<>=!]*$/.test(typed.slice(name.length)))
  const compared = exact?.comparisons?.filter((comparison) => comparison.startsWith(typed.slice(exact.name.length))) ?? []
  const whole = compared.map((comparison) => ({
    text: `${exact?.name ?? ''}${comparison}`,
    detail: exact?.detail ?? '',
    isWhole: true
  }))
  const begun = words
    .filter(({ name }) => name.toLowerCase().startsWith(wanted) && name !== exact?.name)
    .map(({ name, detail, values, inside }) => ({
      text: values ? `${name}:` : inside ? `${name}(` : name,
      detail,
      isWhole: false
    }))
  const chosen = exact?.values ? valuesOf(`${exact.name}:`, words) : []
  return [...whole, ...chosen, ...begun]
}

function valuesOf(typed: string, words: readonly FilterWord[]): Completion[] {
  const [name = '', value = ''] = splitAt(typed, ':')
  const word = words.find((other) => other.name === name.toLowerCase())
  return (word?.values ?? [])
    .filter((other) => other.toLowerCase().includes(value.toLowerCase()))
    .map((other) => ({ text: `${name}:${quotedValue(other)}`, detail: word?.detail ?? '', isWhole: true }))
}

function insidesOf(typed: string, words: readonly FilterWord[]): Completion[] {
  const [name = '', value = ''] = splitAt(typed, '(')
  const word = words.find((other) => other.name === name.toLowerCase())
  if (value.includes(')')) return []
  return (word?.inside ?? [])
    .filter((other) => other.toLowerCase().includes(value.toLowerCase()))
    .map((other) => ({ text: `${name}(${other})>`, detail: word?.detail ?? '', isWhole: false }))
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return [text.slice(0, at), text.slice(at + 1)]
}

function quotedValue(value: string): string {
  return /^[^\s"\\]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}
