/** What goes on paper: the features that the list beside it shows, a line each or as whole pages one behind the other. */
import type { ViewerData, ViewerFeature } from '../../contract/records/viewer'
import { count, element, short } from './dom'
import { featurePage, saidOf } from './feature-page'
import { field, select } from './fields'

/** Whole pages that are laid out; more keep a browser busy for long. */
export const mostPages = 1_000

/** How the features are shown; stays as it is while others are searched for. */
const form = select('form', { list: 'a line each', pages: 'whole pages' })

export interface Chosen {
  features: ViewerFeature[]
  /** How they were chosen, in words. */
  how: string
}

export function printPage({ features, how }: Chosen, data: ViewerData, labels: Map<number, string>): HTMLElement {
  const content = element('div', { class: 'pages' })
  const told = element('p', { class: 'told' })
  const show = () => {
    const isWhole = form.value === 'pages'
    content.replaceChildren(...(isWhole ? pagesOf(features, data, labels) : [tableOf(features)]))
    told.textContent = isWhole && features.length > mostPages ? `The first ${count(mostPages)} of them: search for fewer.` : ''
  }
  form.onchange = show
  const button = element('button', { type: 'button' }, 'Print')
  button.addEventListener('click', () => print())
  show()
  return element(
    'article',
    {},
    element('h2', { tabindex: '-1' }, 'Features'),
    element('p', {}, [`${count(features.length)} of ${count(data.total)} features`, how].filter(Boolean).join(', ')),
    element(
      'div',
      { class: 'controls' },
      element('p', {}, 'These go on paper. Search and status beside them choose others.'),
      field('Show', form),
      button
    ),
    told,
    content
  )
}

function pagesOf(features: ViewerFeature[], data: ViewerData, labels: Map<number, string>): HTMLElement[] {
  return features.slice(0, mostPages).map((feature) => featurePage(feature, data, labels))
}

/** Of the table, and whether they hold numbers. */
const columns = { feature: true, label: false, state: false, density: true, greatest: true }

function tableOf(features: ViewerFeature[]): HTMLElement {
  const head = Object.entries(columns).map(([text, isNumber]) =>
    element('th', { scope: 'col', class: isNumber ? 'number' : undefined }, text)
  )
  return element(
    'table',
    { class: 'features' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...features.map(lineOf))
  )
}

function lineOf(feature: ViewerFeature): HTMLElement {
  const { id, label, notes, facts } = feature
  return element(
    'tr',
    {},
    element('td', { class: 'number' }, element('a', { href: `#/feature/${id}` }, String(id))),
    element('td', {}, label || '–', notes !== '' && element('small', {}, notes)),
    element('td', {}, saidOf(feature)),
    element('td', { class: 'number' }, facts ? short(facts.density) : '–'),
    element('td', { class: 'number' }, facts ? short(facts.max) : '–')
  )
}
