/** docs/formats.md shows the snippets as bench/peers/check_snippets.mjs runs them, none longer than ten lines with its source. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs', 'formats.md'), 'utf8')

function snippets(part: string): string[] {
  const folder = join(root, 'bench', 'peers', 'snippets', part)
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trimEnd())
}

it('stand in the page word for word', () => {
  const all = [...snippets('sources'), ...snippets('writers')]
  expect(all.length).toBeGreaterThan(20)
  for (const code of all) expect(page).toContain(`\`\`\`python\n${code}\n\`\`\``)
})

it('have at most ten lines, taking and writing together', () => {
  const longest = (part: string) => Math.max(...snippets(part).map((code) => code.split('\n').length))
  expect(longest('sources') + longest('writers')).toBeLessThanOrEqual(10)
})
