/** Elements made in one expression. Texts are always texts: nothing from the data is ever read as HTML. */
type Child = Node | string | undefined | false

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value)
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false))
  return made
}

const svgNamespace = 'http://www.w3.org/2000/svg'

export function svgElement(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const made = document.createElementNS(svgNamespace, tag) as SVGElement
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}

/** Four significant digits, a power of ten where it is very small. */
export function short(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(1)
  return String(Number(value.toPrecision(4)))
}

export function count(value: number): string {
  return value.toLocaleString('en-US')
}
