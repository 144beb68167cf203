/** The files of an export before there are any: names, contents, sizes as they usually come out. */

import type { Checked } from '../../../contract/calls/index'
import { formatTitles, type WeightType } from '../../../contract/records/dictionary-report'
import type { ExportPlan } from '../../../contract/records/export'
import { tensorShapes } from '../../dictionaries/dictionary'
import { elementsOf } from '../../maths/shape'
import { openDictionary } from '../formats/open'
import type { About } from '../formats/reading'
import { featuresCsvName } from '../labels/csv'
import { labelsName, labelsSchemaName } from '../labels/jsonl'
import { featuresParquetName } from '../labels/parquet'
import { saelensFiles } from '../saelens/write'
import { writerOf } from '../writers/registry'

type Wish = Pick<Checked<'exports.plan'>, 'as' | 'format' | 'type' | 'activations' | 'names' | 'scope'>

export interface ExportShape extends Wish {
  /** Listed features, and those of them that have a label. */
  features: number
  withText: number
  /** Activations of the listed features, and rows of the data. */
  entries: number
  rows: number
  isAnalyzed: boolean
}

type Planned = ExportPlan['files'][number]

/** Why the format can not hold the dictionary of this file, or what is not said. Undefined where all is well. */
export async function refusalOf(path: string, { as, format, type, names }: Wish): Promise<string | undefined> {
  if (as === 'neuronpedia' && !(names.model && names.source)) return 'Neuronpedia needs the names of the model and of the source.'
  if (as !== 'labeled') return undefined
  const writer = writerOf(format)
  if (!writer.types.includes(type)) return `${formatTitles[writer.name]} has no numbers of type ${type}.`
  return writer.refuses(await aboutOf(path))
}

/** Bytes of a feature in each file, measured on the shipped samples; contexts are 33 tokens. */
const usual = {
  labels: 260,
  example: 620,
  table: 150,
  upload: 18_000,
  dashboard: 21_000,
  viewer: 4_200,
  card: 3_000,
  page: 24_000
}

export async function plannedFiles(path: string, shape: ExportShape): Promise<Planned[]> {
  const file: File = (name, content, sizeBytes) => ({ name, content, sizeBytes: Math.round(sizeBytes) })
  const receipt = file('receipt.json', 'what was written from what, and what was proven', 4_000)
  return [...(await contentFiles(path, shape, file)), receipt]
}

type File = (name: string, content: string, sizeBytes: number) => Planned

/** All but the receipt, in the order in which a receipt lists them. */
async function contentFiles(path: string, shape: ExportShape, file: File): Promise<Planned[]> {
  const { as, features, withText, entries, rows, activations } = shape
  if (as === 'labeled') return labeledFiles(path, shape, file)
  if (as === 'viewer') return [file('viewer.html', 'a page to open in a browser', usual.page + features * usual.viewer)]
  if (as === 'activations') {
    const each = activations === 'parquet' ? 24 : 8
    return [
      file(
        `activations.${activations}`,
        'active features of each row',
        entries * each + (activations === 'parquet' ? 0 : 8 * rows)
      )
    ]
  }
  if (as === 'delphi')
    return [
      file('*/*.safetensors', 'latents by sequence and position', entries * 8 + rows * 8),
      file('*/config.json', 'configuration', 300),
      file('*/vocabulary.json', 'tokens by their number, where the rows have some', 10 * Math.min(rows, 20_000))
    ]
  if (as === 'saedashboard')
    return [
      file('batch-*.json', '128 features each', features * usual.dashboard),
      file('skipped_indexes.json', 'features that are left out', 200),
      file('run_settings.json', 'settings', 300)
    ]
  return [
    file('upload/batch-*.json', 'bodies for the upload, 128 features each', features * usual.upload),
    ...(withText > 0 ? [file('explanations/batch-*.jsonl.gz', 'labels as rows of a dump', withText * 120)] : [])
  ]
}

async function labeledFiles(path: string, shape: ExportShape, file: File): Promise<Planned[]> {
  const { format, type, features, withText, scope, isAnalyzed } = shape
  const about = await aboutOf(path)
  const { weights, config } = writerOf(format)
  const examples = scope.examples ? 5 * withText * usual.example : 0
  return [
    ...(config ? [file(config, 'configuration', 1_000)] : []),
    file(weights, `weights, ${type}`, weightBytes(about, type)),
    file(labelsName, 'labels, facts and examples, exact', features * usual.labels + examples),
    file(labelsSchemaName, 'JSON Schema of a line of it', 2_500),
    file(featuresCsvName, 'the same as a table', features * usual.table),
    file(featuresParquetName, 'the same as typed columns', features * usual.table),
    ...(format === 'saelens' && isAnalyzed ? [file(saelensFiles.sparsity, 'log10 of each density', 4 * about.dSae)] : []),
    file('README.md', 'model card', usual.card),
    file('check.safetensors', 'rows with their activations, to compare with', 64 * 1024)
  ]
}

function weightBytes(about: About, type: WeightType): number {
  const shapes = Object.values(tensorShapes(about))
  const numbers = shapes.reduce((sum, shape) => sum + elementsOf(shape), 0)
  return numbers * (type === 'f32' ? 4 : 2)
}

async function aboutOf(path: string): Promise<About> {
  const opened = await openDictionary(path)
  await opened.close()
  return opened.about
}
