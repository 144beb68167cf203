/**
 * The guide of the project, its tags and guidelines: one record among the facts of the project; and how undo and redo change parts of
 * it. What others changed since stays: of the tags it is told apart tag by tag, by their names.
 */
import { annotationLimits, Guide, type TagDefinition } from '../../../contract/records/annotation'
import type { StepChange, StepTarget } from './steps'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

const guideKey = 'guide'
const partNames = ['tags', 'guidelines'] as const
const Part = Guide.partial()

export interface GuideTable extends StepTarget {
  /** Without tags and guidelines where nobody wrote any. */
  get(): Guide
  /** Replaces the parts that are given; what is to be kept of that, undefined where nothing changed. `usage` for what is no guide. */
  change(given: Partial<Guide>): StepChange | undefined
}

export function guideTable({ connection }: TableContext): GuideTable {
  const read = connection.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  const write = connection.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )

  const get = (): Guide => {
    const text = read.get(guideKey)
    return text === undefined ? { tags: [], guidelines: '' } : recordFromJson(Guide, text, 'guide')
  }
  const put = (guide: Guide): void => void write.run(guideKey, JSON.stringify(validRecord(Guide, guide, 'guide')))

  return {
    get,
    change(given) {
      const before = get()
      put({ ...before, ...given })
      const after = get()
      const names = partNames.filter((name) => !isSame(before[name], after[name]))
      return names.length === 0 ? undefined : { before: partOf(before, names), after: partOf(after, names) }
    },
    put(_, ...parts) {
      const [from, to] = parts.map(partFrom)
      const now = get()
      const tags = from.tags && to.tags ? mergedTags(now.tags, from.tags, to.tags) : now.tags
      const isOwn = now.guidelines === from.guidelines
      put({ tags, guidelines: (isOwn ? to.guidelines : undefined) ?? now.guidelines })
    },
    told: (_, { after }) => ({ guide: { parts: partNames.filter((name) => partFrom(after)[name] !== undefined), labels: [] } })
  }
}

/** What a step made of the tags `from`, made of those of now. A key that somebody else gave to another tag stays with that one. */
function mergedTags(
  now: readonly TagDefinition[],
  from: readonly TagDefinition[],
  to: readonly TagDefinition[]
): TagDefinition[] {
  if (isSame(now, from)) return [...to]
  const [earlier, later] = [from, to].map((tags) => new Map(tags.map((tag) => [nameOf(tag), tag])))
  const kept = now.flatMap((tag) => {
    const isUntouched = isSame(tag, earlier.get(nameOf(tag)))
    return isUntouched ? (later.get(nameOf(tag)) ?? []) : tag
  })
  const names = new Set(kept.map(nameOf))
  const added = to.filter((tag) => !earlier.has(nameOf(tag)) && !names.has(nameOf(tag)))
  return withOwnKeys([...kept, ...added]).slice(0, annotationLimits.tags)
}

function withOwnKeys(tags: readonly TagDefinition[]): TagDefinition[] {
  const taken = new Set<string>()
  return tags.map((tag) => {
    if (tag.key === null || !taken.has(tag.key)) return taken.add(tag.key ?? '') && tag
    return { ...tag, key: null }
  })
}

function nameOf({ tag }: TagDefinition): string {
  return tag.toLowerCase()
}

function partOf(guide: Guide, names: readonly (keyof Guide)[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, guide[name]])))
}

function partFrom(text: string | null): Partial<Guide> {
  return text === null ? {} : recordFromJson(Part, text, 'change of the guide')
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
