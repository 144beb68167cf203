/** Which features, and on a row which inputs, write to a direction of a run's output. */
import type { Checked } from '../../../contract/calls/index'
import type { DirectionWriters, OutputDirection } from '../../../contract/records/row'
import { LoupeError } from '../../../contract/wire/errors'
import { greatestBy } from '../../analysis/explain/greatest'
import { addInputWrites, unitDirection, WriterList } from '../../analysis/explain/writers'
import type { DictionaryFile } from '../../dictionaries/weights/dictionary-file'
import { dot, dotAt } from '../../maths/vectors'
import type { ProjectStore } from '../../store/project-store'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { checkFeature, withDictionary } from './checkpoint-dictionary'
import type { RawRow } from './raw-rows'
import { type Reconstruction, reconstruct } from './reconstruction'
import { rowContext } from './row-context'
import { activeOn, rowMaterial } from './row-material'

type Asked = Omit<Checked<'rows.writers'>, 'project'>

export async function directionWriters(
  project: OpenProject,
  asked: Asked,
  read: (row: number) => Promise<RawRow>
): Promise<DirectionWriters> {
  const { store } = project
  const { step } = analysisOf(store, asked.run)
  return withDictionary(store, { run: asked.run, step }, async (file) => {
    const { dIn, dOut = dIn } = file.about
    const direction = await directionOf(store, asked, file, dOut)
    const { row } = asked
    if (row === undefined) return { features: labelled(store, asked.run, await overAll(store, asked, file, direction)) }
    return onRow(project, { ...asked, row }, file, direction, () => read(row))
  })
}

/** [dOut] of norm 1. */
async function directionOf(
  store: ProjectStore,
  { run, direction }: Asked,
  file: DictionaryFile,
  dOut: number
): Promise<Float64Array> {
  const vector = await vectorOf(store, run, direction, file, dOut)
  if (vector.length !== dOut)
    throw new LoupeError('wrong-shape', `The direction has ${vector.length} numbers, the output of the dictionary ${dOut}`, {
      hint: 'Give one number for each dimension of the output, or a feature of a dictionary as wide.'
    })
  const unit = unitDirection(vector)
  if (unit) return unit
  throw new LoupeError('usage', 'The direction is zero or not finite', {
    hint: 'Give a direction with at least one number that is not 0.'
  })
}

async function vectorOf(
  store: ProjectStore,
  run: string,
  direction: OutputDirection,
  file: DictionaryFile,
  dOut: number
): Promise<ArrayLike<number>> {
  if ('vector' in direction) return direction.vector
  if ('dimension' in direction) {
    if (direction.dimension >= dOut)
      throw new LoupeError('not-found', `There is no dimension ${direction.dimension}`, {
        hint: `The output has the dimensions 0 to ${dOut - 1}.`
      })
    return Float64Array.from({ length: dOut }, (_, i) => Number(i === direction.dimension))
  }
  const { run: other = run, feature } = direction
  if (other === run) return decoderRow(file, feature)
  return withDictionary(store, { run: other, step: analysisOf(store, other).step }, (its) => decoderRow(its, feature))
}

async function decoderRow(file: DictionaryFile, feature: number): Promise<Float32Array> {
  checkFeature(file, feature)
  return file.rows('W_dec', [feature])
}

/** Mean activation over all analyzed rows × ⟨W_dec, d⟩, all decoder rows a few MB at a time. */
async function overAll(store: ProjectStore, { run, most }: Asked, file: DictionaryFile, direction: Float64Array) {
  const { density, mean } = store.features.columns(run)
  const list = new WriterList(direction, (feature) => density[feature] * mean[feature], most)
  for await (const { first, count, rows } of file.blocks('W_dec')) list.add({ count, rows, feature: (n) => first + n })
  return list.writers()
}

async function onRow(
  { store, indexes }: OpenProject,
  { run, row, most }: Asked & { row: number },
  file: DictionaryFile,
  direction: Float64Array,
  read: () => Promise<RawRow>
): Promise<DirectionWriters> {
  const known = store.runs.get(run)
  const { folder } = analysisOf(store, run)
  const [index, activations] = await Promise.all([indexes.rowIndex(known.dataset), indexes.activationIndex(folder)])
  const { use } = await rowContext(index, row, 0)
  const active = await activeOn(activations, row, use)
  const { input, problem } = await rowMaterial(read, { store, run: known, file })
  const made = await reconstruct(file, active, input)
  const strengths = new Map(Array.from(active.features, (feature, n) => [feature, active.values[n]]))
  const list = new WriterList(direction, (feature) => strengths.get(feature) ?? 0, most)
  list.add({ count: active.features.length, rows: made.active.decoder, feature: (n) => active.features[n] })
  return {
    total: dot(made.sum, direction),
    features: labelled(store, run, list.writers()),
    ...(made.seen ? { inputs: await inputWrites(file, made, made.seen, direction, most) } : {}),
    ...(problem ? { problem } : {})
  }
}

async function inputWrites(
  file: DictionaryFile,
  { active: { features, decoder } }: Reconstruction,
  seen: Float64Array,
  direction: Float64Array,
  most: number
): Promise<NonNullable<DirectionWriters['inputs']>> {
  const gate = file.about.architecture === 'gated' ? await file.tensor('r_mag') : undefined
  const coefficients = Float64Array.from(features, (feature, n) => {
    return dotAt(decoder, n * direction.length, direction) * Math.exp(gate?.[feature] ?? 0)
  })
  const writes = new Float64Array(seen.length)
  for await (const { first, count, rows } of file.blocks('W_enc'))
    addInputWrites(writes, { from: first, count, encoder: rows }, seen, { features, coefficients })
  return greatestBy(writes.length, most, (i) => Math.abs(writes[i]))
    .filter((i) => writes[i] !== 0)
    .map((dimension) => ({ dimension, value: seen[dimension], write: writes[dimension] }))
}

function labelled(store: ProjectStore, run: string, writers: ReturnType<WriterList['writers']>): DirectionWriters['features'] {
  const labels = store.labels.many(
    run,
    writers.map(({ feature }) => feature)
  )
  return writers.map((writer, i) => ({ ...writer, label: labels[i].label }))
}
