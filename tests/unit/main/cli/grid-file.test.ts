import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readGridFile } from '../../../../main/cli/grid-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-grid-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(content: string) {
  const path = join(folder, 'grid.json')
  writeFileSync(path, content)
  return readGridFile(path)
}

describe('the plan of a sweep', () => {
  it('is a grid or a list, over what all have', () => {
    expect(read('{"base":{"steps":9},"grid":{"k":[1,2],"prefixes":[[1,2]]}}')).toEqual({
      base: { steps: 9 },
      grid: { k: [1, 2], prefixes: [[1, 2]] }
    })
    expect(read('{"runs":[{"k":1},{}]}')).toEqual({ base: {}, runs: [{ k: 1 }, {}] })
  })

  it.each(['', '[]', '{"grid":{"k":8}}', '{"grid":{"k":[]}}', '{"runs":[]}', '{"grids":{}}', '{"base":[]}'])(
    'is refused with its file when it is %j',
    (content) => {
      const refused = { code: 'malformed', place: join(folder, 'grid.json'), hint: expect.stringContaining('"grid"') }
      expect(() => read(content)).toThrow(expect.objectContaining(refused))
    }
  )

  it('that is not there says so', () => {
    expect(() => readGridFile(join(folder, 'none.json'))).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
