/** The tags of a project while they are edited: what is wrong, what gets a new name, and what is saved. Pure. */
import { annotationLimits, type TagDefinition, type TagRename } from '../../../contract/records/annotation'
import { textLimits } from '../../../contract/records/label'

export interface TagDraft extends TagDefinition {
  /** Tells the rows apart. */
  id: number
  /** What it was called when editing began; undefined for a new one, and for one that nobody agreed on before. */
  from: string | undefined
}

/** The agreed tags; where there are none, those in use, so that nobody types them again. */
export function draftFrom(agreed: readonly TagDefinition[], used: readonly string[]): TagDraft[] {
  if (agreed.length > 0) return agreed.map((tag, id) => ({ ...tag, id, from: tag.tag }))
  return used.slice(0, annotationLimits.tags).map((tag, id) => ({ id, from: tag, ...fresh(tag, id) }))
}

function fresh(tag: string, place: number): TagDefinition {
  return { tag, color: (place % 6) + 1, key: place < 9 ? String(place + 1) : null, description: '' }
}

/** One more row, with the first digit and the color that are used least. */
export function withNewTag(draft: readonly TagDraft[]): TagDraft[] {
  const keys = new Set(draft.map(({ key }) => key))
  const key = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].find((digit) => !keys.has(digit)) ?? null
  const uses = (color: number) => draft.filter((tag) => tag.color === color).length
  const color = [1, 2, 3, 4, 5, 6].reduce((least, one) => (uses(one) < uses(least) ? one : least))
  const id = Math.max(-1, ...draft.map((tag) => tag.id)) + 1
  return [...draft, { id, from: undefined, tag: '', color, key, description: '' }]
}

/** What is wrong with each row, by its id. Rows without a name are not kept and so not wrong. */
export function problemsOf(draft: readonly TagDraft[]): Map<number, string> {
  const problems = new Map<number, string>()
  const names = new Set<string>()
  const keys = new Set<string>()
  for (const { id, tag, key } of draft) {
    const name = tag.trim().toLowerCase()
    if (name === '') continue
    if (name.length > textLimits.tag) problems.set(id, `At most ${textLimits.tag} characters.`)
    else if (/\p{Cc}/u.test(name)) problems.set(id, 'Line breaks and control characters are not allowed.')
    else if (names.has(name)) problems.set(id, 'This tag stands there twice.')
    else if (key !== null && keys.has(key)) problems.set(id, `Another tag has the key ${key.toUpperCase()}.`)
    names.add(name)
    if (key !== null) keys.add(key)
  }
  return problems
}

/** What is saved, and which tags are renamed on all labels. */
export function savedFrom(draft: readonly TagDraft[]): { tags: TagDefinition[]; renamed: TagRename[] } {
  const kept = draft.map((tag) => ({ ...tag, tag: tag.tag.trim() })).filter(({ tag }) => tag !== '')
  const tags = kept.map(({ tag, color, key, description }) => ({ tag, color, key, description }))
  const renamed = kept.flatMap(({ from, tag }) => (from === undefined || from === tag ? [] : [{ from, to: tag }]))
  return { tags, renamed }
}
