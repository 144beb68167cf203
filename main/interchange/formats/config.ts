/** A configuration in JSON as others write it: values are asked for by key, and what is not as it should be names file and key. */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { isObject } from '../../codecs/json-values'

/** Sizes beyond this are no sizes. */
const maxSize = 2 ** 31

export class Config {
  constructor(
    readonly path: string,
    readonly values: Record<string, unknown>,
    private readonly prefix = ''
  ) {}

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null
  }

  /** An object within it; undefined where there is none. */
  at(key: string): Config | undefined {
    const inner = this.values[key]
    return isObject(inner) ? new Config(this.path, inner, `${this.prefix}${key}.`) : undefined
  }

  text(key: string): string | undefined {
    return this.typed(key, 'a text', (value) => (typeof value === 'string' ? value : undefined))
  }

  flag(key: string): boolean | undefined {
    return this.typed(key, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined))
  }

  number(key: string): number | undefined {
    return this.typed(key, 'a number', (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined))
  }

  /** A whole number of at least 1. */
  size(key: string): number | undefined {
    const isSize = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) < maxSize
    return this.typed(key, 'a whole number above 0', (value) => (isSize(value) ? value : undefined))
  }

  /** Throws malformed where a size that is told here is not that of the weights. */
  agrees(sizes: Record<string, number>): void {
    for (const [key, found] of Object.entries(sizes)) {
      const said = this.size(key)
      if (said === undefined || said === found) continue
      const hint = 'Put the configuration of these weights beside them.'
      throw this.problem('malformed', key, `is ${said}, the weights have ${found}`, hint)
    }
  }

  /** The error about a key. */
  problem(code: 'malformed' | 'unsupported', key: string, what: string, hint: string): LoupeError {
    return new LoupeError(code, `“${basename(this.path)}”: the field “${this.prefix}${key}” ${what}.`, { hint, place: this.path })
  }

  private typed<T>(key: string, wanted: string, read: (value: unknown) => T | undefined): T | undefined {
    if (!this.has(key)) return undefined
    const value = read(this.values[key])
    if (value !== undefined) return value
    throw this.problem(
      'malformed',
      key,
      `is not ${wanted}: ${shown(this.values[key])}`,
      'Download the file again, or correct it.'
    )
  }
}

/** Throws malformed for what is no JSON object; undefined where there is no file. */
export async function readConfig(path: string): Promise<Config | undefined> {
  const text = await readFile(path, 'utf8').catch((thrown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw thrown
  })
  return text === undefined ? undefined : configFrom(text, path)
}

/** The same from text; `path` is where it stood. */
export function configFrom(text: string, path: string): Config {
  let values: unknown
  try {
    values = JSON.parse(text)
  } catch (cause) {
    throw new LoupeError('malformed', `“${basename(path)}” is not JSON.`, { hint: again, place: path, cause })
  }
  if (isObject(values)) return new Config(path, values)
  throw new LoupeError('malformed', `“${basename(path)}” is JSON, but no object.`, { hint: again, place: path })
}

const again = 'The file may have been cut off: copy or download it again.'

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
