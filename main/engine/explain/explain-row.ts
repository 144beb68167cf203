/** An analyzed row explained: put together from the activation index, the checkpoint, the row index and, where it is there, the activation file. */
import type { Checked } from '../../../contract/calls/index'
import type { NearRow, ReconstructionMove, RowExplanation, RowMiss } from '../../../contract/records/row'
import type { Run } from '../../../contract/records/run'
import { sharesOf } from '../../analysis/explain/decode'
import { greatestBy } from '../../analysis/explain/greatest'
import { missOf } from '../../analysis/explain/miss'
import { type FeatureChange, moveBy, moveRecord } from '../../analysis/explain/move'
import { nearestRows } from '../../analysis/explain/nearest-rows'
import type { RowIndex } from '../../datasets/index'
import { hasOwnTargets } from '../../dictionaries/dictionary'
import type { DictionaryFile } from '../../dictionaries/weights/dictionary-file'
import { dot, norm } from '../../maths/vectors'
import type { ActivationIndex } from '../../store/files/activation-index/reader'
import type { ProjectStore } from '../../store/project-store'
import { factsIn } from '../jobs/entries/known-facts'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { checkFeature, withDictionary } from './checkpoint-dictionary'
import type { RawRow } from './raw-rows'
import { movedOutput, type Reconstruction, reconstruct } from './reconstruction'
import { rowContext, rowLine } from './row-context'
import { activeOn, type RowMaterial, rowMaterial } from './row-material'

type Asked = Omit<Checked<'rows.explain'>, 'project'>
type Active = Awaited<ReturnType<ActivationIndex['row']>>

/** `read` gives the activations of the row. */
export async function explainRow(
  { store, indexes }: OpenProject,
  asked: Asked,
  read: () => Promise<RawRow>
): Promise<RowExplanation> {
  const run = store.runs.get(asked.run)
  const { folder, step } = analysisOf(store, asked.run)
  const [index, activations] = await Promise.all([indexes.rowIndex(run.dataset), indexes.activationIndex(folder)])
  const context = await rowContext(index, asked.row, asked.context)
  const active = await activeOn(activations, asked.row, context.use)
  const [told, nearest] = await Promise.all([
    withDictionary(store, { run: run.id, step }, async (file) => {
      return reconstructionOf(store, run, file, active, await rowMaterial(read, { store, run, file }), asked)
    }),
    nearestLines(index, activations, asked)
  ])
  return { run: run.id, step, kind: run.config.kind ?? 'sae', context, active: active.features.length, ...told, nearest }
}

type Told = Pick<RowExplanation, 'features' | 'skipShare' | 'norm' | 'missed' | 'problem' | 'changed'>

async function reconstructionOf(
  store: ProjectStore,
  run: Run,
  file: DictionaryFile,
  active: Active,
  { wanted, input, problem }: RowMaterial,
  asked: Asked
): Promise<Told> {
  const made = await reconstruct(file, active, input)
  const mean = wanted && (await meanOf(store, run, file, wanted.length))
  const missed = (output: Float64Array): { missed?: RowMiss } =>
    wanted ? { missed: missOf(wanted, output, { mean, dimensions: asked.dimensions }) } : {}
  const square = dot(made.sum, made.sum)
  return {
    features: activeFeatures(store, asked, made),
    ...(made.skip && square > 0 ? { skipShare: dot(made.skip, made.sum) / square } : {}),
    norm: norm(made.sum),
    ...missed(made.output),
    ...(problem ? { problem } : {}),
    ...(asked.changes.length > 0 ? { changed: await moved(file, made, asked, missed) } : {})
  }
}

function activeFeatures(store: ProjectStore, { run, most }: Asked, { active, sum }: Reconstruction): RowExplanation['features'] {
  const shares = sharesOf(active, sum)
  const listed = greatestBy(shares.length, most, (n) => Math.abs(shares[n]))
  const labels = store.labels.many(
    run,
    listed.map((n) => active.features[n])
  )
  return listed.map((n, i) => ({
    feature: active.features[n],
    value: active.values[n],
    share: shares[n],
    label: labels[i].label
  }))
}

async function moved(
  file: DictionaryFile,
  made: Reconstruction,
  { changes, dimensions }: Asked,
  missed: (output: Float64Array) => { missed?: RowMiss }
): Promise<ReconstructionMove> {
  const wanted = new Map(changes.map(({ feature, value }) => [feature, value]))
  const list = [...wanted].map(([feature, after]): FeatureChange => {
    checkFeature(file, feature)
    const at = made.active.features.indexOf(feature)
    return { feature, before: at < 0 ? 0 : made.active.values[at], after }
  })
  const rows = await file.rows(
    'W_dec',
    list.map(({ feature }) => feature)
  )
  const move = moveBy(list, rows, made.sum.length)
  return { ...moveRecord(list, { ...made, move }, dimensions), ...missed(movedOutput(made, move)) }
}

/** Of the training rows, or of their targets; undefined where no training measured it. */
async function meanOf(
  store: ProjectStore,
  run: Run,
  { about }: DictionaryFile,
  width: number
): Promise<Float32Array | undefined> {
  const facts = await factsIn(store.datasets.folder(run.dataset))
  const mean = hasOwnTargets(about) ? facts?.targetMean : facts?.mean
  return mean?.length === width ? mean : undefined
}

async function nearestLines(
  index: RowIndex,
  activations: ActivationIndex,
  { row, nearest }: Asked
): Promise<RowExplanation['nearest']> {
  const { rows, exact } = await nearestRows(activations, row, nearest)
  const lines = rows.map(async ({ row: near, cosine }): Promise<NearRow> => ({ ...(await rowLine(index, near)), cosine }))
  return { rows: await Promise.all(lines), exact }
}
