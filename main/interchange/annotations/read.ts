/**
 * Reads the labels of one annotator. Files come from others: every line is checked, and what is wrong is said with its line.
 * Texts are kept as they are, markup too: whoever shows them treats them as text.
 */

import { open, stat } from 'node:fs/promises'
import { AnnotationsHead, annotationsSchema, annotationsVersion, Opinion } from '../../../contract/records/annotator'
import { LoupeError } from '../../../contract/wire/errors'
import { readError } from '../files/system-errors'

export interface Annotations {
  head: AnnotationsHead
  opinions: Opinion[]
}

/** The longest texts that a label may have take less than a tenth of it, however they are escaped. */
const mostLineCharacters = 16 * 1024 * 1024
const mostBytes = 1024 ** 3

/** The run that labels are for. */
interface Dictionary {
  features: number
  /** Name, for people. */
  of: string
}

/**
 * Throws not-found (no file; a feature that the dictionary does not have, where one is given), unreadable, empty, malformed, newer,
 * unsupported; `place` is the file and the line.
 */
export async function readAnnotations(path: string, dictionary?: Dictionary): Promise<Annotations> {
  await checkSize(path)
  let head: AnnotationsHead | undefined
  const opinions: Opinion[] = []
  const lineOf = new Map<number, number>()
  for await (const { text, number } of linesOf(path)) {
    if (!head) {
      head = headFrom(text, path)
      continue
    }
    const opinion = opinionFrom(text, { path, number, dSae: head.d_sae })
    const earlier = lineOf.get(opinion.feature)
    if (earlier !== undefined) throw wrong(path, number, `feature ${opinion.feature} stands in line ${earlier} already`)
    if (dictionary && opinion.feature >= dictionary.features) throw stranger(path, number, opinion.feature, dictionary)
    lineOf.set(opinion.feature, number)
    opinions.push(opinion)
  }
  if (!head) throw new LoupeError('empty', `${path} is empty`, { place: path })
  return { head, opinions: opinions.sort((one, other) => one.feature - other.feature) }
}

async function checkSize(path: string): Promise<void> {
  const { size } = await stat(path).catch((thrown) => Promise.reject(readError(thrown, path)))
  if (size <= mostBytes) return
  throw new LoupeError('unsupported', `${path} is too large for a file of labels`, { place: path })
}

async function* linesOf(path: string): AsyncGenerator<{ text: string; number: number }> {
  const file = await open(path, 'r').catch((thrown) => Promise.reject(readError(thrown, path)))
  try {
    let number = 0
    for await (const text of file.readLines({ encoding: 'utf8', autoClose: false })) {
      number += 1
      if (text.length > mostLineCharacters) throw wrong(path, number, 'it is longer than a label can be')
      if (text.trim() !== '') yield { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number }
    }
  } catch (thrown) {
    throw readError(thrown, path)
  } finally {
    await file.close()
  }
}

function headFrom(text: string, path: string): AnnotationsHead {
  const value = json(text, path, 1)
  const { schema, version } = Object(value) as { schema?: unknown; version?: unknown }
  if (schema !== annotationsSchema)
    throw new LoupeError('malformed', `${path} is not a file of one annotator’s labels`, {
      hint: `Its first line must say {"schema":"${annotationsSchema}","version":${annotationsVersion},…}. Loupe writes one with: loupe labels export`,
      place: `${path}:1`
    })
  if (typeof version === 'number' && version > annotationsVersion)
    throw new LoupeError('newer', `${path} was written by a newer Loupe (version ${version} of the file)`, {
      hint: 'Update Loupe, then import it again.',
      place: `${path}:1`
    })
  const head = AnnotationsHead.safeParse(value)
  if (head.success) return head.data
  throw wrong(path, 1, issueText(head.error.issues[0]))
}

function opinionFrom(text: string, { path, number, dSae }: { path: string; number: number; dSae: number }): Opinion {
  const opinion = Opinion.strict().safeParse(json(text, path, number))
  if (!opinion.success) throw wrong(path, number, issueText(opinion.error.issues[0]))
  const { feature } = opinion.data
  if (feature < dSae) return opinion.data
  throw wrong(path, number, `there is no feature ${feature} among ${dSae}`)
}

function issueText({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.join('.') || 'it'}: ${message}`
}

/** Control characters that are not escaped are no JSON. */
function json(text: string, path: string, number: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong(path, number, 'this is not JSON')
  }
}

function wrong(path: string, number: number, what: string): LoupeError {
  return new LoupeError('malformed', `${path}, line ${number}: ${what}`, {
    hint: 'Nothing was imported. Correct the line, or export the labels again.',
    place: `${path}:${number}`
  })
}

function stranger(path: string, number: number, feature: number, { features, of }: Dictionary): LoupeError {
  return new LoupeError('not-found', `${path}, line ${number}: feature ${feature}, which ${of} does not have`, {
    hint: `The run has the features 0 to ${features - 1}. Nothing was imported. Is the file of another run?`,
    place: `${path}:${number}`
  })
}
