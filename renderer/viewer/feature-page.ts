/** The page of one feature: label, facts, histogram, where it fires, what is near. */
import type { ViewerColumn, ViewerData, ViewerFeature } from '../../contract/records/viewer'
import { count, element, short, svgElement } from './dom'
import { exampleLine } from './example'

export const statusWords: Record<ViewerFeature['status'], string> = {
  labeled: 'labeled',
  'not-interpretable': 'not interpretable',
  draft: 'draft',
  flagged: 'flagged',
  later: 'put off until later',
  pending: 'without a label'
}
const confidenceWords = ['', 'guess', 'likely', 'sure']

export function featurePage(feature: ViewerFeature, { columns }: ViewerData, labels: Map<number, string>): HTMLElement {
  const { facts, top = [], intervals = [], neighbors = [], means = [] } = feature
  const greatest = facts?.max ?? 0
  const title = `feature-${feature.id}`
  return element(
    'article',
    { 'aria-labelledby': title, class: 'feature' },
    element('h2', { id: title, tabindex: '-1' }, feature.label || 'No label', ' ', element('small', {}, `feature ${feature.id}`)),
    element('p', { class: 'said' }, saidOf(feature)),
    feature.notes !== '' && element('p', { class: 'notes' }, feature.notes),
    facts && factList(facts),
    feature.histogram && facts && histogram(feature.histogram, facts.max),
    top.length > 0 && examples('Strongest', top, greatest),
    ...intervals
      .filter((interval) => interval.examples.length > 0)
      .map(({ from, to, share, examples: some }) =>
        examples(`${short(from)} to ${short(to)} (${(100 * share).toFixed(1)} % of active rows)`, some, greatest)
      ),
    neighbors.length > 0 && neighborList(neighbors, labels),
    ...means.map((values, index) => columns[index] && meanTable(columns[index], values))
  )
}

/** State, confidence and tags in words. */
export function saidOf({ status, confidence, tags }: ViewerFeature): string {
  return [statusWords[status], confidence ? confidenceWords[confidence] : '', ...tags.map((tag) => `#${tag}`)]
    .filter(Boolean)
    .join(' · ')
}

function factList({ density, rows, mean, max, mass, nearest }: NonNullable<ViewerFeature['facts']>): HTMLElement {
  const entries: [string, string][] = [
    ['density', short(density)],
    ['active rows', count(rows)],
    ['mean', short(mean)],
    ['greatest', short(max)],
    ['share of activation mass', short(mass)],
    ['nearest cosine', short(nearest)]
  ]
  return element(
    'dl',
    { class: 'facts' },
    ...entries.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  )
}

function histogram(counts: number[], max: number): HTMLElement {
  const most = Math.max(1, ...counts)
  const bars = counts.map((value, at) => {
    const height = (60 * Math.log1p(value)) / Math.log1p(most)
    return svgElement('rect', { x: at * 10 + 1, y: 60 - height, width: 8, height })
  })
  const label = `Activations on active rows, 0 to ${short(max)}, counts on a log scale, at most ${count(most)}`
  const picture = svgElement(
    'svg',
    {
      viewBox: `0 0 ${counts.length * 10} 60`,
      role: 'img',
      preserveAspectRatio: 'none',
      'aria-label': label,
      class: 'histogram'
    },
    ...bars
  )
  return element('figure', {}, picture, element('figcaption', {}, label))
}

function examples(title: string, list: NonNullable<ViewerFeature['top']>, greatest: number): HTMLElement {
  return element(
    'section',
    {},
    element('h3', {}, title),
    element('ul', { class: 'examples' }, ...list.map((each) => exampleLine(each, greatest)))
  )
}

function neighborList(neighbors: [number, number][], labels: Map<number, string>): HTMLElement {
  const items = neighbors.map(([id, cosine]) => {
    const name = labels.get(id)
    const text =
      name === undefined ? `feature ${id} (not in this file)` : element('a', { href: `#/feature/${id}` }, `${id} ${name}`)
    return element('li', {}, element('span', { class: 'value' }, cosine.toFixed(2)), text)
  })
  return element('section', {}, element('h3', {}, 'Nearest decoder directions'), element('ul', { class: 'plain' }, ...items))
}

function meanTable({ name, categories, rows }: ViewerColumn, values: number[]): HTMLElement {
  const order = values.map((_, at) => at).sort((a, b) => values[b] - values[a])
  const greatest = Math.max(...values)
  const lines = order
    .slice(0, 12)
    .map((at) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, categories[at]),
        element('td', {}, short(values[at])),
        element(
          'td',
          {},
          element('span', { class: 'bar', style: `width: ${greatest > 0 ? (100 * values[at]) / greatest : 0}%` })
        ),
        element('td', {}, count(rows[at]))
      )
    )
  const head = ['category', 'mean activation', '', 'rows'].map((text) =>
    text === '' ? element('td', {}) : element('th', { scope: 'col' }, text)
  )
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...lines))
  return element('section', {}, element('h3', {}, `By ${name}`), table)
}
