/** What a format needs to be written: whether it can hold a dictionary, and how. */
import type { WeightType, WrittenFormat } from '../../../contract/records/dictionary-report'
import type { FileFacts } from '../files/file-writer'
import type { About } from '../formats/reading'
import type { SaelensMetadata } from '../saelens/config'
import type { Part } from '../tensors/part'
import type { Output } from './output'

/** A dictionary that is read as it is written. */
export interface Stored {
  about: About
  parts: Record<string, Part>
  model?: string | undefined
  hook?: string | undefined
  /** What cfg.json of SAELens can say of the origin beside model and hook. */
  saelens?: SaelensMetadata
  /** Texts for the head of a safetensors file. */
  metadata?: Record<string, string>
}

export interface WriteResult {
  files: Record<string, FileFacts>
  /** What is not as it was, in sentences: what was folded, what another class stands for. */
  changes: string[]
}

export interface Writer {
  name: WrittenFormat
  types: WeightType[]
  /** The file that a reader is given. */
  weights: string
  /** The file beside it that says what it is, where the format has one. */
  config?: string
  /** Why it can not hold such a dictionary; undefined where it can. */
  refuses(about: About): string | undefined
  /** Into an empty folder. Throws not-finite, unsupported, disk-full. */
  write(folder: string, stored: Stored, type: WeightType): Promise<WriteResult>
}

/** Outputs of one type, in this order. */
export function outputsOf(parts: Record<string, Part>, dtype: Output['dtype']): Output[] {
  return Object.entries(parts).map(([name, part]) => ({ name, part, dtype }))
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** What others have no word for, under a key that they ignore: so that Loupe reads it as what it was. */
export function loupeMark({ kind = 'sae', streams }: About): { loupe?: { kind: string; streams?: number[] } } {
  if (kind === 'sae' || kind === 'skip-transcoder') return {}
  return { loupe: { kind, ...(streams ? { streams } : {}) } }
}
