/** Between a field's value and what stands in its control: texts, their reading, and steps by arrow keys. */
import type { ConfigField, ConfigValue } from '../fields/field'

/** The text of a value; a choice and a switch too, so that one table holds all. Sources have a control of their own. */
export function textOf(value: ConfigValue): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? '' : String(value)
}

/** What a text means as the field's value, or why it means nothing. An empty text leaves the field out where that may be. */
export function readText(field: ConfigField, text: string): { value: ConfigValue } | { problem: string } {
  if (field.kind === 'choice') return { value: text as ConfigValue }
  if (field.kind === 'switch') return { value: text === 'true' }
  if (text.trim() === '' && field.empty !== undefined) return { value: undefined }
  if (field.kind === 'list') return readList(text)
  const value = numberIn(text)
  if (field.kind === 'whole') return Number.isSafeInteger(value) ? { value } : { problem: 'Give a whole number.' }
  return Number.isFinite(value) ? { value } : { problem: 'Give a number, such as 0.001 or 1e-3.' }
}

/** Several values of one field, with commas or spaces between: `16, 32 64`. */
export function readTexts(field: ConfigField, text: string): { values: ConfigValue[] } | { problem: string } {
  const words = field.kind === 'list' ? text.split(';') : text.split(/[\s,;]+/)
  const read = words.filter((word) => word.trim() !== '').map((word) => readText(field, word))
  const problem = read.find((one) => 'problem' in one)
  if (problem && 'problem' in problem) return problem
  return { values: read.flatMap((one) => ('value' in one ? [one.value] : [])) }
}

/** One step up or down with the arrow keys: whole numbers by a round part of their size, others by a tenth. */
export function stepped(field: ConfigField, text: string, by: 1 | -1): string {
  const value = numberIn(text)
  if (!Number.isFinite(value) || field.kind === 'list') return text
  const size = 10 ** Math.floor(Math.log10(Math.max(Math.abs(value), 1e-12)))
  if (field.kind === 'whole')
    return String(Math.max(0, Math.round(value) + by * Math.max(1, field.key === 'seed' ? 1 : size / 10)))
  return String(Math.max(0, Number((value + by * (value === 0 ? 0.1 : size / 10)).toPrecision(6))))
}

function readList(text: string): { value: number[] } | { problem: string } {
  const words = text.split(/[\s,;·]+/).filter((word) => word !== '')
  const value = words.map(Number)
  if (value.length > 0 && value.every(Number.isSafeInteger)) return { value }
  return { problem: 'Give whole numbers with commas between, such as 512, 1024, 4608.' }
}

function numberIn(text: string): number {
  const bare = text.trim().replaceAll(',', '')
  return bare === '' ? Number.NaN : Number(bare)
}
