/**
 * Explanations as delphi leaves them: a folder with a file per latent, `<module>_latent<index>.txt`, each a JSON string
 * (delphi/__main__.py, `orjson.dumps(result.explanation)`); others save an object or plain text.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readError } from '../files/system-errors'
import { type LabelFile, Rows } from './found'
import { textOf } from './text'

const named = /^(?<module>.*?)_?(?:latent|feature|neuron)?_?(?<index>\d+)\.(?:txt|json)$/

/** One file of an explanation is small; what is larger is something else. */
const mostCharacters = 1_000_000

export async function delphi(folder: string): Promise<LabelFile> {
  const rows = new Rows()
  for (const name of (await filesIn(folder)).sort()) {
    const { module = '', index } = named.exec(name)?.groups ?? {}
    if (index === undefined) continue
    const label = explanationIn(await textOf(join(folder, name)))
    const about = { place: name, why: 'Explanation by delphi', ...(module === '' ? {} : { source: module }) }
    if (label === undefined) rows.refuse(name, 'it holds no explanation')
    else rows.add({ feature: Number(index), label: label.trim() }, about)
  }
  return { format: 'delphi', rows: rows.rows, problems: rows.problems }
}

export async function isDelphiFolder(folder: string): Promise<boolean> {
  return (await filesIn(folder)).some((name) => named.test(name))
}

export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown) => Promise.reject(readError(thrown, folder)))
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** A JSON string, an object with one of the usual keys, the first of a list, or the text itself. */
function explanationIn(text: string): string | undefined {
  if (text.length > mostCharacters) return undefined
  const trimmed = text.trim()
  if (!/^["[{]/.test(trimmed)) return trimmed
  try {
    return textIn(JSON.parse(trimmed))
  } catch {
    return undefined
  }
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return textIn(value[0])
  if (typeof value !== 'object' || value === null) return undefined
  const { explanation, description, label, text } = value as Record<string, unknown>
  return [explanation, description, label, text].find((found) => typeof found === 'string') as string | undefined
}
