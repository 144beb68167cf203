/** The list of features: searched in labels, tags, notes, numbers and strongest tokens; filtered by status; sorted. */
import type { ViewerFeature } from '../../contract/records/viewer'
import { element, short } from './dom'
import { statusWords } from './feature-page'

export interface ListWish {
  words: string
  status: string
  sort: string
}

/** Lines that are made at once. */
const page = 300

export const sorts: Record<string, { title: string; key(feature: ViewerFeature): number | string }> = {
  mass: { title: 'activation mass', key: ({ facts }) => -(facts?.mass ?? 0) },
  id: { title: 'number', key: ({ id }) => id },
  density: { title: 'density', key: ({ facts }) => -(facts?.density ?? 0) },
  label: { title: 'label', key: ({ label }) => (label === '' ? '\uffff' : label.toLowerCase()) }
}

export function matching(features: ViewerFeature[], { words, status, sort }: ListWish): ViewerFeature[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const { key } = sorts[sort] ?? sorts.mass
  return features
    .filter((feature) => (status === '' || feature.status === status) && wanted.every((word) => textOf(feature).includes(word)))
    .map((feature) => ({ feature, by: key(feature) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.feature.id - b.feature.id))
    .map(({ feature }) => feature)
}

/** In words, for paper. */
export function howChosen({ words, status, sort }: ListWish): string {
  const state = Object.entries(statusWords).find(([key]) => key === status)?.[1]
  const searched = words.trim() === '' ? undefined : `search “${words.trim()}”`
  return [searched, state, `by ${(sorts[sort] ?? sorts.mass).title}`].filter(Boolean).join(', ')
}

const texts = new WeakMap<ViewerFeature, string>()

function textOf(feature: ViewerFeature): string {
  const known = texts.get(feature)
  if (known !== undefined) return known
  const peaks = (feature.top ?? []).map(([, , peak, tokens]) => tokens[peak])
  const text = [feature.id, feature.label, ...feature.tags.map((tag) => `#${tag}`), feature.notes, ...peaks]
    .join(' ')
    .toLowerCase()
  texts.set(feature, text)
  return text
}

/** Fills the list; more lines come when they are asked for. */
export function showList(list: HTMLElement, features: ViewerFeature[], current: number | undefined): void {
  list.replaceChildren()
  const more = element('button', { type: 'button', class: 'more' }, 'More')
  let shown = 0
  const add = () => {
    more.parentElement?.remove()
    list.append(...features.slice(shown, shown + page).map((feature) => line(feature, feature.id === current)))
    shown += page
    if (shown < features.length) list.append(element('li', {}, more))
  }
  more.addEventListener('click', add)
  add()
}

function line(feature: ViewerFeature, isCurrent: boolean): HTMLElement {
  const { id, label, status, facts } = feature
  return element(
    'li',
    {},
    element(
      'a',
      { href: `#/feature/${id}`, 'aria-current': isCurrent ? 'page' : undefined, class: `status-${status}` },
      element('span', { class: 'id' }, String(id)),
      element('span', { class: 'name' }, label || statusWords[status]),
      element('span', { class: 'density' }, facts ? short(facts.density) : '')
    )
  )
}
