/** The pattern table: categories of a label column against the features that tell them apart. */
import type { ViewerColumn, ViewerData, ViewerFeature } from '../../contract/records/viewer'
import { count, element, short } from './dom'

/** Features shown for each category. */
const most = 5

export function patternsPage({ columns, features }: ViewerData): HTMLElement {
  return element(
    'article',
    { 'aria-labelledby': 'patterns-title' },
    element('h2', { id: 'patterns-title', tabindex: '-1' }, 'Patterns'),
    element(
      'p',
      {},
      'For each category the features whose mean activation over its rows is furthest above their mean over all rows.'
    ),
    ...columns.map((column, index) => columnTable(column, index, features))
  )
}

function columnTable(column: ViewerColumn, index: number, features: ViewerFeature[]): HTMLElement {
  const lines = column.categories.map((category, at) => {
    const cells = distinguishing(features, column, index, at).map(({ feature, mean }) =>
      element(
        'td',
        {},
        element('a', { href: `#/feature/${feature.id}` }, feature.label || `feature ${feature.id}`),
        ` ${short(mean)}`
      )
    )
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, category, ' ', element('small', {}, `${count(column.rows[at])} rows`)),
      ...cells,
      ...Array.from({ length: most - cells.length }, () => element('td', {}))
    )
  })
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'category'),
    element('th', { scope: 'colgroup', colspan: String(most) }, 'features, with their mean activation')
  )
  return element(
    'section',
    {},
    element('h3', {}, column.name),
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Patterns by ${column.name}` },
      element('table', { class: 'patterns' }, element('thead', {}, head), element('tbody', {}, ...lines))
    )
  )
}

function distinguishing(features: ViewerFeature[], { rows }: ViewerColumn, index: number, category: number) {
  const all = rows.reduce((sum, number) => sum + number, 0)
  return features
    .flatMap((feature) => {
      const means = feature.means?.[index]
      if (!means) return []
      const overall = means.reduce((sum, mean, at) => sum + mean * rows[at], 0) / Math.max(1, all)
      return [{ feature, mean: means[category], lead: means[category] - overall }]
    })
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => b.lead - a.lead)
    .slice(0, most)
}
