/**
 * Cuts filter text into terms to show as chips: `density<1e-4 status:pending tag:x "two words" word`.
 * Only looks at the form; what a field means, and whether it exists, is the engine's to say.
 */

export interface FilterTerm {
  /** As typed. */
  text: string
  kind: 'comparison' | 'field' | 'words'
  /** Parts for the chip; `operator` is `:` for a field, empty for words. */
  name: string
  operator: string
  value: string
}

/** Fields that are compared with a number: their name alone, or without the number, is not a whole term yet. */
const comparedFields = new Set(['density', 'mean', 'max', 'mass', 'nearest', 'quiz', 'rule-f1', 'rule-precision', 'rule-recall'])

/** A name may have hyphens, `rule-f1>0.8`, or brackets: `f1(domain=scripture)>0.8`. */
const form = /^([A-Za-z_]\w*(?:-\w+)*(?:\((?:"(?:\\.|[^"\\])*"|[^")])*\))?)(<=|>=|!=|<|>|=|:)(.*)$/s

/** The terms in order. A quote that is not closed reaches to the end. */
export function termsOfFilter(text: string): FilterTerm[] {
  return pieces(text).map(termOf)
}

/** Whether the text could end in a chip now: no open quote, and the last term has its value. */
export function isComplete(text: string): boolean {
  if ((text.replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1) return false
  const last = termsOfFilter(text).at(-1)
  if (last === undefined) return false
  return last.kind === 'words' ? !comparedFields.has(last.text.toLowerCase()) : last.value !== ''
}

export function filterFromTerms(terms: readonly FilterTerm[]): string {
  return terms.map((term) => term.text).join(' ')
}

/** The filter with a term more, in place of one of the same field when `replace` says so. */
export function withTerm(filter: string, term: string, replace = true): string {
  const added = termOf(term)
  const terms = termsOfFilter(filter).filter(
    (existing) =>
      existing.text !== term && !(replace && added.kind === 'field' && existing.kind === 'field' && existing.name === added.name)
  )
  return filterFromTerms([...terms, added])
}

export function withoutTerm(filter: string, term: string): string {
  return filterFromTerms(termsOfFilter(filter).filter(({ text }) => text !== term))
}

/** A field term with a value that may hold spaces or quotes. */
export function fieldTerm(name: string, value: string): string {
  return /^[^\s"\\]+$/.test(value) ? `${name}:${value}` : `${name}:"${value.replaceAll(/["\\]/g, '\\$&')}"`
}

/** Comparisons may have spaces around their sign; the chip has none. Quotes may hold spaces and escaped quotes. */
function pieces(text: string): string[] {
  const closed = text.replace(/(^|\s)([A-Za-z]\w*(?:-\w+)*)\s*(<=|>=|!=|<|>|=)\s*/g, '$1$2$3')
  return closed.match(/(?:[^\s"]+|"(?:\\.|[^"\\])*(?:"|$))+/g) ?? []
}

function termOf(text: string): FilterTerm {
  const match = form.exec(text)
  if (!match || text.startsWith('"')) return { text, kind: 'words', name: '', operator: '', value: unquoted(text) }
  const [, name = '', operator = '', value = ''] = match
  return { text, kind: operator === ':' ? 'field' : 'comparison', name, operator, value: unquoted(value) }
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)|"/g, '$1')
}
