/** Paths and sources as people type them: relative to where the command was called, `FILE:NAME` for one array of a file. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ArraySource } from '../../contract/records/basics'
import { launchVariables } from '../../contract/wire/relay'

/** npm changes the working folder before a script runs; the scripts say where the person was. */
export function fromCaller(path: string): string {
  return resolve(process.env[launchVariables.callerFolder] ?? process.cwd(), path)
}

/** A file of that very name wins; a drive letter is never taken for a file. */
export function sourceFrom(text: string): ArraySource {
  const at = text.lastIndexOf(':')
  const array = text.slice(at + 1)
  const hasArray = at > 1 && array !== '' && !/[\\/]/.test(array)
  if (!hasArray || existsSync(fromCaller(text))) return { path: fromCaller(text) }
  return { path: fromCaller(text.slice(0, at)), array }
}
