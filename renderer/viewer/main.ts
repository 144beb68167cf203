/** The one-file viewer: an exported dictionary as a page that opens from disk and asks nobody. Its data is in the page itself. */
import type { ViewerData, ViewerFeature } from '../../contract/records/viewer'
import { count, element } from './dom'
import { featurePage, statusWords } from './feature-page'
import { field, select } from './fields'
import { howChosen, type ListWish, matching, showList, sorts } from './list'
import { patternsPage } from './patterns-page'
import { printPage } from './print-page'

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as ViewerData
const byId = new Map(data.features.map((feature) => [feature.id, feature]))
const labels = new Map(data.features.map(({ id, label }) => [id, label]))

const search = element('input', { id: 'search', type: 'search', placeholder: 'words, #tag, number' })
const status = select('status', { '': 'all', ...statusWords })
const sort = select('sort', Object.fromEntries(Object.entries(sorts).map(([key, { title }]) => [key, title])))
const found = element('p', { class: 'found', role: 'status' })
const list = element('ul', { class: 'list' })
const main = element('main', { id: 'main' })

function aboutPage(): HTMLElement {
  const entries = data.about.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  return element(
    'article',
    {},
    element('h2', { tabindex: '-1' }, 'About this dictionary'),
    element('dl', { class: 'about' }, ...entries),
    element('p', {}, `${count(data.features.length)} of ${count(data.total)} features are in this file.`)
  )
}

function currentFeature(): number | undefined {
  const id = /^#\/feature\/(\d+)$/.exec(location.hash)?.[1]
  return id === undefined ? undefined : Number(id)
}

const wish = (): ListWish => ({ words: search.value, status: status.value, sort: sort.value })
const isPrint = () => location.hash === '#/print'

function pageOf(feature: ViewerFeature | undefined): HTMLElement {
  if (feature) return featurePage(feature, data, labels)
  if (location.hash === '#/patterns') return patternsPage(data)
  if (!isPrint()) return aboutPage()
  return printPage({ features: matching(data.features, wish()), how: howChosen(wish()) }, data, labels)
}

function showPage(): void {
  const feature = byId.get(currentFeature() ?? Number.NaN)
  main.replaceChildren(pageOf(feature))
  document.title = feature ? `${feature.label || `Feature ${feature.id}`} · ${data.title}` : data.title
}

function showMatching(): void {
  const features = matching(data.features, wish())
  found.textContent = `${count(features.length)} of ${count(data.features.length)} features`
  showList(list, features, currentFeature())
}

let pause: ReturnType<typeof setTimeout> | undefined

/** Many pages take a moment to lay out: not for every letter that is typed. */
function showAgainForPaper(): void {
  clearTimeout(pause)
  pause = setTimeout(() => isPrint() && showPage(), 200)
}

function markCurrent(): void {
  for (const link of list.querySelectorAll('a')) {
    if (link.getAttribute('href') === location.hash) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

function build(): void {
  const links = [
    element('a', { href: '#/about' }, 'About'),
    data.columns.length > 0 ? element('a', { href: '#/patterns' }, 'Patterns') : undefined,
    element('a', { href: '#/print' }, 'Print')
  ]
  document.body.append(
    element('a', { class: 'skip', href: '#main' }, 'To the page'),
    element('header', {}, element('h1', {}, data.title), element('nav', { 'aria-label': 'Pages' }, ...links)),
    element(
      'div',
      { class: 'columns' },
      element(
        'nav',
        { class: 'side', 'aria-label': 'Features' },
        field('Search', search),
        field('Status', status),
        field('Sort by', sort),
        found,
        list
      ),
      main
    )
  )
  for (const input of [search, status, sort]) {
    input.addEventListener('input', showMatching)
    input.addEventListener('input', showAgainForPaper)
  }
  addEventListener('hashchange', () => {
    if (location.hash === '#main') return
    showPage()
    markCurrent()
    main.querySelector('h2')?.focus()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    search.focus()
  })
  showMatching()
  showPage()
}

build()
