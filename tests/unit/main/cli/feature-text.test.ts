import { expect, it } from 'vitest'
import { exampleLine, histogramLines } from '../../../../main/cli/feature-text'
import { aroundToken } from '../../../../main/cli/token-text'

it('a histogram is a line of bars: empty bins blank, all others visible', () => {
  const counts = [800, 400, 1, 0, 800]
  expect(histogramLines({ edges: [0, 1, 2, 3, 4, 5], counts })).toEqual(['Activations 0 |█▄▁ █| 5, at most 800 rows a bin'])
})

it('an example shows its peak in brackets, line breaks as signs', () => {
  const example = {
    row: 3,
    value: 1.2345,
    source: 'a:1',
    tokens: ['one\n', ' two', '\tthree'],
    values: [0, 1.2345, 0],
    peak: 1,
    labels: {}
  }
  expect(exampleLine(example)).toBe(`    1.23  ${'one⏎'.padStart(50)}[ two]→three  a:1`)
})

it('long text is cut by characters, not inside of one', () => {
  const line = aroundToken('🙂'.repeat(60), 'x', '🙂'.repeat(60))
  expect(line).toBe(`${'🙂'.repeat(50)}[x]${'🙂'.repeat(30)}`)
})
