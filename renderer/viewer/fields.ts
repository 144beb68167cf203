/** Fields of a form with their labels. */
import { element } from './dom'

export function select(id: string, choices: Record<string, string>): HTMLSelectElement {
  const options = Object.entries(choices).map(([value, text]) => element('option', { value }, text))
  return element('select', { id }, ...options)
}

export function field(label: string, input: HTMLElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: input.id }, label), input)
}
