/**
 * Between columns and records: what comes out of the database is checked against the contract,
 * since a project file may come from anywhere.
 */
import type { z } from 'zod'
import { LoupeError } from '../../../contract/wire/errors'
import type { Connection } from '../database/connect'
import type { ProjectLayout } from '../files/layout'

/** What every table group works on. */
export interface TableContext {
  connection: Connection
  layout: ProjectLayout
  readOnly: boolean
}

/** Before files are touched; the database refuses by itself. */
export function requireWritable({ readOnly, layout }: TableContext): void {
  if (!readOnly) return
  throw new LoupeError('unwritable', 'The project can only be read, not changed', {
    hint: 'Copy the project folder to a place that can be written, and open the copy.',
    place: layout.folder
  })
}

/** A value from the database as a record; `damaged` when it is not one. `what` names it: "run abc". */
export function checkedRecord<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw damagedRecord(what, result.error)
}

/** A JSON column as a value still to be checked; null stays undefined. */
export function valueFromJson(text: string | null, what: string): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw damagedRecord(what, cause)
  }
}

/** A JSON column as a record. */
export function recordFromJson<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  return checkedRecord(schema, valueFromJson(text, what), what)
}

/** A record that is about to be stored; `usage` when it is not what it should be. */
export function validRecord<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new LoupeError('usage', `The ${what} can not be stored: ${issue.path.join('.')} ${issue.message}`, {
    cause: result.error
  })
}

export function damagedRecord(what: string, cause?: unknown): LoupeError {
  return new LoupeError('damaged', `The project database holds something that is not a ${what}`, {
    hint: 'Put back a copy of the project folder. Nothing was changed.',
    cause
  })
}

/** A blob as numbers, in memory of their own. `damaged` when its length is not a whole number of them. */
export function numbersFromBlob<Numbers extends Uint32Array | Float32Array | Float64Array>(
  Type: { new (buffer: ArrayBuffer): Numbers; BYTES_PER_ELEMENT: number },
  blob: Uint8Array,
  what: string
): Numbers {
  if (blob.byteLength % Type.BYTES_PER_ELEMENT !== 0) throw damagedRecord(what)
  return new Type(Uint8Array.from(blob).buffer)
}

/** Numbers as a blob, without copying. */
export function blobFromNumbers(numbers: Uint32Array | Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** A null column as an absent field. */
export function orAbsent<T>(value: T | null): T | undefined {
  return value === null ? undefined : value
}
