/** An example: its tokens, the active ones on a ground of their strength, the row itself underlined. */
import type { ViewerExample } from '../../contract/records/viewer'
import { element, short } from './dom'

export function exampleLine([source, value, peak, tokens, active]: ViewerExample, greatest: number): HTMLElement {
  const strengths = new Map<number, number>()
  for (let at = 0; at < active.length; at += 2) strengths.set(active[at], active[at + 1])
  const words = tokens.map((token, at) => tokenSpan(token, strengths.get(at) ?? 0, greatest, at === peak))
  return element(
    'li',
    { class: 'example' },
    element('span', { class: 'value' }, short(value)),
    element('span', { class: 'tokens' }, ...words),
    element('span', { class: 'source' }, source)
  )
}

function tokenSpan(token: string, strength: number, greatest: number, isPeak: boolean): HTMLElement | string {
  const text = token.replace(/\r\n|\r|\n/g, '↵')
  if (strength <= 0 && !isPeak) return text
  const share = greatest > 0 ? Math.min(1, strength / greatest) : 0
  const style = `--strength: ${(0.08 + 0.47 * share).toFixed(2)}`
  return element(isPeak ? 'mark' : 'span', { class: 'active', style, title: short(strength) }, text === '' ? ' ' : text)
}
