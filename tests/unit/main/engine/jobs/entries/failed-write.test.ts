import { expect, it } from 'vitest'
import { LoupeError } from '../../../../../../contract/wire/errors'
import { failedWrite } from '../../../../../../main/engine/jobs/entries/failed-write'

const system = (code: string) => Object.assign(new Error(code), { code })

it.each([
  ['ENOSPC', 'disk-full'],
  ['EACCES', 'unwritable'],
  ['EROFS', 'unwritable']
])('a write that the system refuses (%s) gets a name, a place and a remedy', (from, code) => {
  expect(failedWrite(system(from), 'The analysis', '/p.loupe/runs')).toMatchObject({
    code,
    message: expect.stringMatching(/^The analysis can not be written: /),
    place: '/p.loupe/runs',
    hint: expect.stringMatching(/\w/)
  })
})

it('errors that are about something else stay as they are', () => {
  for (const thrown of [new LoupeError('not-finite', 'a row'), new TypeError('a defect'), system('EWHAT')])
    expect(failedWrite(thrown, 'The analysis', '/p')).toBe(thrown)
})
