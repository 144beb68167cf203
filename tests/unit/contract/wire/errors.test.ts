import { symlinkSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ErrorRecord, errorFromRecord, errorRecordFrom, LoupeError } from '../../../../contract/wire/errors'

async function refusal(name: string, prepare: (path: string) => void = () => undefined): Promise<ErrorRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'loupe-errors-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  prepare(path)
  return errorRecordFrom(await open(path, 'r').catch((thrown: unknown) => thrown))
}

it('says of a missing file that it is missing, with its path', async () => {
  expect(await refusal('a.npy')).toMatchObject({ code: 'not-found', place: expect.stringContaining('a.npy') })
})

it.skipIf(process.platform === 'win32')('says of a link to itself and of a name that is too long what they are', async () => {
  const loop = await refusal('loop.npy', (path) => symlinkSync(path, path))
  expect(loop).toMatchObject({ code: 'unreadable', message: expect.stringContaining('link'), hint: expect.stringMatching(/\w/) })
  expect(await refusal('x'.repeat(300))).toMatchObject({ code: 'usage', message: expect.stringContaining('too long') })
})

it.each([
  ['EBUSY', 'locked'],
  ['EIO', 'unreadable'],
  ['EMFILE', 'unreadable'],
  ['ENOSPC', 'disk-full'],
  ['EROFS', 'unwritable']
])('gives every refusal of the system that a person can meet a code and a remedy (%s)', (code, expected) => {
  const record = errorRecordFrom(Object.assign(new Error(code), { code }))
  expect(ErrorRecord.parse(record)).toMatchObject({ code: expected, hint: expect.stringMatching(/\w/) })
})

it('takes what is not known for a defect', () => {
  expect(errorRecordFrom(Object.assign(new Error('what'), { code: 'EWHAT' }))).toEqual({ code: 'internal', message: 'what' })
  expect(errorRecordFrom('thrown text')).toEqual({ code: 'internal', message: 'thrown text' })
})

it('brings an error over a border whole', () => {
  const error = new LoupeError('truncated', 'cut off', { hint: 'copy it again', place: 'a.npy' })
  expect(errorRecordFrom(errorFromRecord(errorRecordFrom(error)))).toEqual(errorRecordFrom(error))
})
