/** Paths and sources as people type them: relative to where the command was called, `FILE:NAME` for one array of a file. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ArraySource } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { launchVariables } from '../../contract/wire/relay'

/** npm changes the working folder before a script runs; the scripts say where the person was. */
export function fromCaller(path: string): string {
  return resolve(process.env[launchVariables.callerFolder] ?? process.cwd(), path)
}

/** As namedSource; with `[FROM:TO]` at the end only those rows, the first by 0 and without the last, as Python slices. */
export function sourceFrom(text: string): ArraySource {
  const [whole, from, to] = /\[(\d*):(\d+)\]$/.exec(text) ?? []
  if (whole === undefined || existsSync(fromCaller(text))) return namedSource(text)
  const range = { from: Number(from), count: Number(to) - Number(from) }
  if (range.count > 0) return { ...namedSource(text.slice(0, -whole.length)), range }
  throw new LoupeError('usage', `${whole} is no range of rows`, {
    hint: 'Write the first row and the one behind the last: [0:1000].'
  })
}

/** What exists under the words before a colon is the file; a file of the whole name wins, a drive letter is never one. */
function namedSource(text: string): ArraySource {
  if (existsSync(fromCaller(text))) return { path: fromCaller(text) }
  const colons = [...text.matchAll(/:/g)].map(({ index }) => index).filter((index) => index > 1 && index < text.length - 1)
  const at =
    colons.find((index) => existsSync(fromCaller(text.slice(0, index)))) ?? colons.findLast((index) => isName(text, index))
  if (at === undefined) return { path: fromCaller(text) }
  return { path: fromCaller(text.slice(0, at)), array: text.slice(at + 1) }
}

/** Where nothing exists: what stands before is a pattern, or what follows has no slash, so that it is no path. */
function isName(text: string, colon: number): boolean {
  return /[*?][^\\/]*$/.test(text.slice(0, colon)) || !/[\\/]/.test(text.slice(colon + 1))
}
