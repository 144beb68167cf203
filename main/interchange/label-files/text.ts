/** The text of a file of labels, also of one that was compressed with gzip; bounded, since files come from others. */

import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { LoupeError } from '../../../contract/wire/errors'
import { readError } from '../files/system-errors'

const mostBytes = 256 * 1024 * 1024

/** Throws not-found, unreadable, unsupported, malformed, truncated; `place` is the file. */
export async function textOf(path: string): Promise<string> {
  const { size } = await stat(path).catch((thrown) => Promise.reject(readError(thrown, path)))
  if (size > mostBytes) throw tooLarge(path)
  const bytes = await readFile(path).catch((thrown) => Promise.reject(readError(thrown, path)))
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, path) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    throw new LoupeError('malformed', `${path} is no text in UTF-8.`, { hint: 'Save it as UTF-8.', place: path })
  }
}

async function unpacked(bytes: Buffer, path: string): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: mostBytes })
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path)
    if (code === 'Z_BUF_ERROR')
      throw new LoupeError('truncated', `${path} is cut off.`, { hint: 'Copy or download the file again.', place: path })
    throw new LoupeError('malformed', `${path} can not be unpacked: it is damaged.`, {
      hint: 'Copy or download the file again.',
      place: path
    })
  }
}

function tooLarge(path: string): LoupeError {
  return new LoupeError('unsupported', `${path} is too large for a file of labels.`, {
    hint: 'Labels of one dictionary have less than 256 MB: split the file.',
    place: path
  })
}

/** Lines that are not blank, with their numbers from 1 on. */
export function linesOf(text: string): { line: string; number: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ line, number: at + 1 }]))
}
