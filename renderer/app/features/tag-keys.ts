/**
 * Which tag has which key. The engine lists tags by use, but a key must not change its meaning while one works:
 * the order in which tags were first seen in this window stays, new tags come after, and starters fill what is left.
 */
import { useMemo, useRef } from 'react'
import type { TagDefinition } from '../../../contract/records/annotation'
import { useCall } from '../engine/queries'

/** Offered before a project has tags of its own. */
export const starterTags = ['semantic', 'syntax', 'punct', 'digits', 'code', 'position', 'name', 'polysemous'] as const

/** Letters that no command of a labeling screen has, for the tags of the project. */
export const tagLetters: readonly string[] = ['E', 'V', 'Z']
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export interface KeyedTag {
  tag: string
  count: number
  /** `1` to `9` or a letter, as a key is named; undefined for none. */
  hotkey: string | undefined
  /** Of a tag that the project has agreed on. */
  definition?: TagDefinition
}

/**
 * Tags in a steady order with their counts: those of the project with their own keys, then known ones as before and new ones
 * by use with the digits that are left, then, where the project has agreed on none, starters up to eight.
 */
export function keyedTags(
  known: readonly string[],
  used: readonly { tag: string; count: number }[],
  schema: readonly TagDefinition[] = []
): KeyedTag[] {
  const counts = new Map(used.map(({ tag, count }) => [tag, count]))
  const agreed = new Set(schema.map(({ tag }) => tag))
  const order = [...new Set([...known.filter((tag) => schema.length === 0 || counts.has(tag)), ...counts.keys()])]
  const others = order.filter((tag) => !agreed.has(tag))
  if (schema.length === 0)
    for (const tag of starterTags) if (others.length < starterTags.length && !others.includes(tag)) others.push(tag)
  const own = schema.map((definition) => ({
    tag: definition.tag,
    count: counts.get(definition.tag) ?? 0,
    hotkey: keyOf(definition),
    definition
  }))
  const free = digits.filter((digit) => !own.some(({ hotkey }) => hotkey === digit))
  return [...own, ...others.map((tag, index) => ({ tag, count: counts.get(tag) ?? 0, hotkey: free[index] }))]
}

/** A letter that a command has is no key of a tag: the command keeps it. */
function keyOf({ key }: TagDefinition): string | undefined {
  const name = key?.toUpperCase()
  return name !== undefined && (digits.includes(name) || tagLetters.includes(name)) ? name : undefined
}

/** In their order, for each project: before it agreed on its tags, to which undo can lead back, and since then. */
const knownTags = { open: new Map<string, string[]>(), agreed: new Map<string, string[]>() }

/** The tags of the project, starters included. */
export function useTagKeys(project: string | null): KeyedTag[] {
  const { data } = useCall('labels.tags', { project: project ?? '' }, { enabled: project !== null })
  const guide = useCall('annotation.guide', { project: project ?? '' }, { enabled: project !== null }).data
  const stable = useRef(knownTags)
  return useMemo(() => {
    const { open, agreed } = stable.current
    const memory = guide && guide.tags.length > 0 ? agreed : open
    const tags = keyedTags(memory.get(project ?? '') ?? open.get(project ?? '') ?? [], data ?? [], guide?.tags)
    if (data && guide && project)
      memory.set(
        project,
        tags.map((entry) => entry.tag)
      )
    return tags
  }, [project, data, guide])
}

/** The tags with one put in or taken out. */
export function withTagToggled(tags: readonly string[], tag: string): string[] {
  return tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag]
}
