/** The colours of tokens.css measured: text, controls, run lines and token ramps stay readable in both themes and for every sight. */
import { describe, expect, it } from 'vitest'
import css from '../../../../renderer/styles/tokens.css?raw'
import { contrast, mix, smallestDistances } from './color-maths'

function tokensOf(theme: 'light' | 'dark'): Record<string, string> {
  const block = css.split(`:root[data-theme="${theme}"]`)[1].split('}')[0]
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]))
}

const surfaces = ['canvas', 'chrome', 'sunken', 'raised', 'tint']

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const tokens = tokensOf(theme)
  const worst = (name: string) => Math.min(...surfaces.map((surface) => contrast(tokens[name], tokens[surface])))

  it.each(['ink', 'ink2', 'ink3', 'accent', 'warn', 'danger', 'ok'])('shows %s text at 4.5 : 1 on every surface', (name) => {
    expect(worst(name)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows control borders at 3 : 1 on every surface', () => {
    expect(worst('control')).toBeGreaterThanOrEqual(3)
  })

  it('shows text on the primary button at 4.5 : 1', () => {
    expect(contrast(tokens['on-accent'], tokens.accent)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([1, 2, 3, 4, 5, 6])('draws run line %i at 3 : 1 on the canvas', (slot) => {
    expect(contrast(tokens[`run-${slot}`], tokens.canvas)).toBeGreaterThanOrEqual(3)
  })

  it.each([1, 2, 3, 4, 5, 6])('shows the color %i of a tag at 3 : 1 on every surface', (slot) => {
    expect(worst(`tag-${slot}`)).toBeGreaterThanOrEqual(3)
  })

  it.each(['run', 'tag'])('keeps any two %s colors apart for every kind of sight', (kind) => {
    const colors = [1, 2, 3, 4, 5, 6].map((slot) => tokens[`${kind}-${slot}`])
    for (const distance of Object.values(smallestDistances(colors))) expect(distance).toBeGreaterThan(0.1)
  })

  it('keeps token text readable along both ramps', () => {
    const shares = Array.from({ length: 21 }, (_, index) => index / 20)
    const along = (from: string, to: string) =>
      Math.min(...shares.map((share) => contrast(tokens['ramp-text'], mix(tokens[from], tokens[to], share))))
    expect(along('ramp-0', 'ramp-1')).toBeGreaterThanOrEqual(5.5)
    expect(along('neg-0', 'neg-1')).toBeGreaterThanOrEqual(5.5)
  })

  it('outlines the peak token visibly on the end of the ramp', () => {
    expect(contrast(tokens.ink, tokens['ramp-1'])).toBeGreaterThanOrEqual(3)
  })
})

describe('the two themes', () => {
  it('name the same colors', () => {
    expect(Object.keys(tokensOf('dark')).sort()).toEqual(Object.keys(tokensOf('light')).sort())
  })

  it('have the run colors that were measured', () => {
    const rounded = (theme: 'light' | 'dark') => {
      const tokens = tokensOf(theme)
      const distances = smallestDistances([1, 2, 3, 4, 5, 6].map((slot) => tokens[`run-${slot}`]))
      return Object.values(distances).map((distance) => distance.toFixed(2))
    }
    expect({ light: rounded('light'), dark: rounded('dark') }).toEqual({
      light: ['0.20', '0.16', '0.17', '0.16'],
      dark: ['0.17', '0.12', '0.13', '0.13']
    })
  })
})
