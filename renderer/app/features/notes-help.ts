/**
 * What can be meant by what is being written into notes: `#12` or `#word` a feature, `tag:sy` a tag,
 * a word (asked for by Mod+Space) a tag or a label. The engine finds features by their labels.
 */
import { useMemo } from 'react'
import type { Completion, MarkdownHelp } from '../../widgets/code-editor/types'
import { client } from '../engine/client'
import { navigate } from '../session'
import { useTagKeys } from './tag-keys'
import type { RunIds } from './use-feature-order'

/** Offered at once. */
const most = 12

export type Wanted =
  | { kind: 'feature'; text: string; replaces: number }
  | { kind: 'tag'; text: string; replaces: number }
  | { kind: 'word'; text: string; replaces: number }

/** What the end of a line asks for; undefined for nothing. */
export function wantedAfter(before: string): Wanted | undefined {
  const feature = /(?:^|[^\w#&/])(#(\d{1,15}|[^\s#]{0,40}))$/u.exec(before)
  if (feature) return { kind: 'feature', text: feature[2], replaces: feature[1].length }
  const tag = /(?:^|\s)(tag:"?([^"\s]{0,80}))$/iu.exec(before)
  if (tag) return { kind: 'tag', text: tag[2], replaces: tag[1].length }
  const word = /([\p{L}\p{N}_-]{2,40})$/u.exec(before)
  return word ? { kind: 'word', text: word[1], replaces: word[1].length } : undefined
}

/** Ids that begin with these digits, the number itself first. */
export function idsBeginning(digits: string, features: number): number[] {
  const found: number[] = []
  for (let scale = 1; found.length < most; scale *= 10) {
    const first = Number(digits) * scale
    if (first >= features || (scale > 1 && Number(digits) === 0)) break
    for (let id = first; id < Math.min(first + scale, features) && found.length < most; id += 1) found.push(id)
  }
  return found
}

export function tagTerm(tag: string): string {
  return /^[^\s"]+$/.test(tag) ? `tag:${tag}` : `tag:"${tag.replaceAll(/["\\]/g, '\\$&')}"`
}

/** Help of the notes of a run with this many features. */
export function useNotesHelp({ project, run }: RunIds, features: number): MarkdownHelp {
  const tags = useTagKeys(project)
  return useMemo(() => {
    const place = { project: project ?? '', run: run ?? '' }
    const known = (text: string) => tags.filter(({ tag }) => tag.toLowerCase().startsWith(text.toLowerCase())).slice(0, most)
    const complete = async (before: string): Promise<Completion[]> => {
      const wanted = wantedAfter(before)
      if (!wanted || !project || !run) return []
      const { kind, text, replaces } = wanted
      if (kind === 'tag') return known(text).map(({ tag }) => ({ kind, text: tagTerm(tag), title: tag, replaces }))
      if (kind === 'feature') return featuresFor(place, text, features, replaces)
      const words = known(text).map(({ tag }): Completion => ({ kind: 'tag', text: tag, detail: 'tag', replaces }))
      return [...words, ...(await labelsWith(place, text, replaces))]
    }
    return { complete, openFeature: (feature) => navigate('feature', { feature }) }
  }, [project, run, features, tags])
}

interface Place {
  project: string
  run: string
}

async function featuresFor(place: Place, text: string, features: number, replaces: number): Promise<Completion[]> {
  const isNumber = /^\d+$/.test(text)
  const ids = isNumber ? idsBeginning(text, features) : await featuresNamed(place, text)
  const rows = await client().call('features.rows', { ...place, features: [...new Set(ids)].slice(0, most) })
  return rows.map(({ feature, label }) => {
    const title = label ? `#${feature} ${label}` : `#${feature}`
    return { kind: 'feature' as const, text: `#${feature}`, title, replaces }
  })
}

/** With nothing typed yet, those that were edited last. */
async function featuresNamed(place: Place, text: string): Promise<number[]> {
  if (text === '') return (await client().call('labels.recent', { ...place, limit: 50 })).map(({ feature }) => feature)
  return (await client().call('labels.search', { ...place, text, most })).hits.map(({ feature }) => feature)
}

async function labelsWith(place: Place, text: string, replaces: number): Promise<Completion[]> {
  const { hits } = await client().call('labels.search', { ...place, text, most })
  return hits
    .filter(({ field, label }) => field === 'label' && label !== '')
    .map(({ feature, label }) => ({ kind: 'label', text: label, detail: `label of ${feature}`, replaces }))
}
