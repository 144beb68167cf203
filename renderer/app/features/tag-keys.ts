/**
 * Which tag has which key. The engine lists tags by use, but a key must not change its meaning while one works:
 * the order in which tags were first seen in this window stays, new tags come after, and starters fill what is left.
 */
import { useMemo, useRef } from 'react'
import { useCall } from '../engine/queries'

/** Offered before a project has tags of its own. */
export const starterTags = ['semantic', 'syntax', 'punct', 'digits', 'code', 'position', 'name', 'polysemous'] as const

export interface KeyedTag {
  tag: string
  count: number
  /** `1` to `9`; undefined beyond the ninth. */
  hotkey: string | undefined
}

/** Tags in a steady order with their counts: known ones as before, then new ones by use, then starters up to eight. */
export function keyedTags(known: readonly string[], used: readonly { tag: string; count: number }[]): KeyedTag[] {
  const counts = new Map(used.map(({ tag, count }) => [tag, count]))
  const order = [...new Set([...known, ...counts.keys()])]
  for (const tag of starterTags) if (order.length < starterTags.length && !order.includes(tag)) order.push(tag)
  return order.map((tag, index) => ({ tag, count: counts.get(tag) ?? 0, hotkey: index < 9 ? String(index + 1) : undefined }))
}

const knownByProject = new Map<string, string[]>()

/** The tags of the project, starters included. */
export function useTagKeys(project: string | null): KeyedTag[] {
  const { data } = useCall('labels.tags', { project: project ?? '' }, { enabled: project !== null })
  const stable = useRef(knownByProject)
  return useMemo(() => {
    const tags = keyedTags(stable.current.get(project ?? '') ?? [], data ?? [])
    if (data && project)
      stable.current.set(
        project,
        tags.map((entry) => entry.tag)
      )
    return tags
  }, [project, data])
}

/** The tags with one put in or taken out. */
export function withTagToggled(tags: readonly string[], tag: string): string[] {
  return tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag]
}
