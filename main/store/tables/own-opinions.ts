/** What annotators wrote beside the labels of the project: rows, and how undo and redo put them back. */
import { z } from 'zod'
import { Opinion } from '../../../contract/records/annotator'
import { LabelFields } from '../../../contract/records/label'
import { emptyFields, fieldsOf } from './label-rows'
import type { StepPlace, StepTarget } from './steps'
import { recordFromJson, type TableContext } from './stored-records'

export interface OwnOpinions extends StepTarget {
  get(run: string, author: string, feature: number): Opinion | undefined
  write(run: string, author: string, opinion: Opinion): void
}

const Fields = Opinion.omit({ feature: true, at: true })
const Part = z.array(Opinion)
const fieldNames = LabelFields.keyof().options

export function ownOpinions({ connection }: TableContext): OwnOpinions {
  const one = connection.prepare<[string, string, number], { at: number; fields: string }>(
    'SELECT at, fields FROM own_opinions WHERE run = ? AND author = ? AND feature = ?'
  )
  const insert = connection.prepare<[string, string, number, number, string]>(
    'INSERT OR REPLACE INTO own_opinions (run, author, feature, at, fields) VALUES (?, ?, ?, ?, ?)'
  )
  const drop = connection.prepare<[string, string, number]>(
    'DELETE FROM own_opinions WHERE run = ? AND author = ? AND feature = ?'
  )

  const get: OwnOpinions['get'] = (run, author, feature) => {
    const row = one.get(run, author, feature)
    return row && { feature, at: row.at, ...recordFromJson(Fields, row.fields, 'label') }
  }
  const write: OwnOpinions['write'] = (run, author, { feature, at, ...fields }) =>
    void insert.run(run, author, feature, at, JSON.stringify(fields))

  /** Of one feature: only the fields that the step changed and nobody changed since. */
  const putOne = ({ run, target }: StepPlace, feature: number, from: Opinion | undefined, to: Opinion | undefined): void => {
    const now = get(run ?? '', target, feature)
    if (!now && !to) return
    const wanted = { feature, at: to?.at ?? now?.at ?? 0, ...fieldsOf(to ?? emptyFields) }
    const merged = now ? { ...wanted, ...keptOf(now, from ?? emptyFields) } : wanted
    if (!to && isSame(fieldsOf(merged), emptyFields)) drop.run(run ?? '', target, feature)
    else write(run ?? '', target, merged)
  }

  return {
    get,
    write,
    put(place, ...parts) {
      const [from, to] = parts.map(byFeature)
      for (const feature of new Set([...from.keys(), ...to.keys()])) putOne(place, feature, from.get(feature), to.get(feature))
    },
    told({ run, target }, { before, after }) {
      const [from, to] = [byFeature(before), byFeature(after)]
      const features = [...to.keys()]
      const differs = (name: (typeof fieldNames)[number]) =>
        features.some((feature) => !isSame((from.get(feature) ?? emptyFields)[name], to.get(feature)?.[name]))
      return { opinions: { run: run ?? '', author: target, features, fields: fieldNames.filter(differs) } }
    }
  }
}

/** Of what there is now, the fields that are not as the step left them. */
function keptOf(now: LabelFields, left: LabelFields): Partial<LabelFields> {
  return Object.fromEntries(fieldNames.filter((name) => !isSame(now[name], left[name])).map((name) => [name, now[name]]))
}

function byFeature(part: string | null): Map<number, Opinion> {
  const opinions = part === null ? [] : recordFromJson(Part, part, 'step of labels')
  return new Map(opinions.map((opinion) => [opinion.feature, opinion]))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
