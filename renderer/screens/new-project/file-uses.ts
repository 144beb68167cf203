/**
 * What each array of the chosen files is: activations, targets, a further stream, the row table, or nothing; what a person may
 * make of it. Pure.
 */
import type { ArrayInspection } from '../../../contract/records/inspection'
import { type DraftFile, type ExtraUse, keyOf } from './draft-files'

export type ArrayUse = 'activations' | ExtraUse | 'rows' | 'vocabulary' | 'none'

/** One array of one file. */
export interface ArrayPlace {
  file: DraftFile
  array: ArrayInspection
}

/** Rows and width of an array of activations: sequences · positions rows, heads · d wide. */
export function sizeOf({ shape }: Pick<ArrayInspection, 'shape'>): { rows: number; width: number } {
  const rowAxes = Math.min(shape.length - 1, 2)
  const product = (sizes: number[]) => sizes.reduce((all, size) => all * size, 1)
  return { rows: product(shape.slice(0, rowAxes)), width: product(shape.slice(rowAxes)) }
}

/** The array that stands for the file: the chosen one, else the only one. */
export function mainArray({ seen, array }: DraftFile): ArrayInspection | undefined {
  return seen?.arrays.find((other) => other.name === (array ?? seen.array ?? '')) ?? seen?.arrays[0]
}

export function useOf(file: DraftFile, array: string): ArrayUse {
  const { seen, included, extras = {} } = file
  if (!seen || !included) return 'none'
  if (extras[array]) return extras[array]
  if (seen.role === 'activations' && mainArray(file)?.name === array) return 'activations'
  if (seen.role === 'activations') return seen.rowArrays?.includes(array) ? 'rows' : 'none'
  return seen.role === 'unused' ? 'none' : seen.role
}

/** The array that the inspection took as activations. */
export function activationsOf(files: readonly DraftFile[]): ArrayPlace | undefined {
  const file = files.find(({ included, seen }) => included && seen?.role === 'activations')
  const array = file && mainArray(file)
  return file && array && { file, array }
}

/** Why the array can not be targets or a stream, in words; undefined when it can. */
export function whyNotPaired(files: readonly DraftFile[], array: ArrayInspection): string | undefined {
  const activations = activationsOf(files)
  if (!activations) return 'there are no activations yet'
  if (array.shape.length < 2 || array.shape.length > 4) return 'not [rows, d]'
  return sizeOf(array).rows === sizeOf(activations.array).rows ? undefined : 'another number of rows'
}

/** Gives an array a use. Activations and targets are one each: who had the use before loses it, or changes places. */
export function withUse(files: readonly DraftFile[], key: string, array: string, use: ArrayUse): DraftFile[] {
  if (use === 'activations') return withActivations(files, key, array)
  if (use === 'targets' || use === 'stream') return withExtra(files, key, array, use)
  return files.map((file) => (keyOf(file) === key ? withoutUse(file, array, use === 'rows') : file))
}

function withoutUse(file: DraftFile, array: string, included: boolean): DraftFile {
  const { [array]: dropped, ...extras } = file.extras ?? {}
  const isLeft = Object.keys(extras).length > 0 || (dropped !== undefined && file.seen?.role === 'activations')
  return { ...file, extras, included: included || isLeft }
}

/** The other file that held the activations is put out, unless it holds something else too. */
function withActivations(files: readonly DraftFile[], key: string, array: string): DraftFile[] {
  return files.map((file) => {
    if (keyOf(file) === key) {
      const { [array]: _, ...extras } = file.extras ?? {}
      return { ...file, extras, array, included: true }
    }
    const hasExtras = Object.keys(file.extras ?? {}).length > 0
    const wasActivations = file.included && file.seen?.role === 'activations'
    if (!wasActivations) return file
    return { ...file, included: hasExtras, seen: file.seen && { ...file.seen, role: 'unused' as const } }
  })
}

function withExtra(files: readonly DraftFile[], key: string, array: string, use: ExtraUse): DraftFile[] {
  const activations = activationsOf(files)
  const before = placesOf(files, 'targets')[0]
  const takesActivations = activations && keyOf(activations.file) === key && activations.array.name === array
  const placed = files.map((file) => {
    const extras = use === 'targets' ? withoutTargets(file.extras) : { ...file.extras }
    if (keyOf(file) === key) return { ...file, extras: { ...extras, [array]: use }, included: true }
    return file.extras ? { ...file, extras } : file
  })
  if (!takesActivations) return placed
  const demoted = placed.map((file) =>
    keyOf(file) === key && file.seen ? { ...file, seen: { ...file.seen, role: 'unused' as const } } : file
  )
  return before ? withActivations(demoted, keyOf(before.file), before.array.name) : demoted
}

function withoutTargets(extras: Record<string, ExtraUse> = {}): Record<string, ExtraUse> {
  return Object.fromEntries(Object.entries(extras).filter(([, use]) => use !== 'targets'))
}

/** Extras whose rows are not those of the activations can not stay. */
export function withoutMismatches(files: readonly DraftFile[]): DraftFile[] {
  return files.map((file) => {
    const entries = Object.entries(file.extras ?? {})
    if (entries.length === 0 || !activationsOf(files)) return file
    const arrays = file.seen?.arrays ?? []
    const kept = entries.filter(([name]) => {
      const array = arrays.find((other) => other.name === name)
      return array && whyNotPaired(files, array) === undefined
    })
    if (kept.length === entries.length) return file
    return { ...file, extras: Object.fromEntries(kept), included: kept.length > 0 || file.seen?.role === 'activations' }
  })
}

export function placesOf(files: readonly DraftFile[], use: ArrayUse): ArrayPlace[] {
  return files.flatMap((file) =>
    (file.seen?.arrays ?? []).filter(({ name }) => useOf(file, name) === use).map((array) => ({ file, array }))
  )
}
