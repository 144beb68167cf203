/** An analyzed run for the rooms of an export: 40 rows in four documents, 64 features, activations as a store would give them. */
import type { ExportAs } from '../../../../../contract/records/export'
import type { Example } from '../../../../../contract/records/feature'
import type { ExportFeature, ExportMaterial } from '../../../../../main/interchange'
import type { RowTable, StoredActivations } from '../../../../../main/interchange/export/material'
import { createRandom } from '../../../../../main/maths/random'
import { exampleOf, factsOf, hardLabels, materialFor, pending, randomDictionary } from '../material'

export const rowCount = 40
export const dictionary = randomDictionary({ seed: 21, dIn: 16, dSae: 64, k: 5 })

/** By row: features ascending with f32 activations; feature 1 is silent. */
const active = (() => {
  const random = createRandom(5)
  return Array.from({ length: rowCount }, () => {
    const features = Array.from({ length: 64 }, (_, feature) => feature).filter((feature) => feature !== 1 && random.next() < 0.1)
    return { features, values: features.map(() => Math.fround(0.01 + 4 * random.next())) }
  })
})()

export const activations: StoredActivations = {
  entries: active.reduce((sum, { features }) => sum + features.length, 0),
  postings: async (feature) => {
    const found = active.flatMap(({ features, values }, row) => {
      const at = features.indexOf(feature)
      return at < 0 ? [] : [{ row, value: values[at] }]
    })
    return { rows: Uint32Array.from(found, ({ row }) => row), values: Float32Array.from(found, ({ value }) => value) }
  },
  row: async (row) => ({ features: Uint32Array.from(active[row].features), values: Float32Array.from(active[row].values) })
}

/** Documents of 5, 15, 10 and 10 rows. */
const documents = Array.from({ length: rowCount }, (_, row) => (row < 5 ? 0 : row < 20 ? 1 : row < 30 ? 2 : 3))

export const rows: RowTable = {
  rows: rowCount,
  hasTokens: true,
  hasDocuments: true,
  labelColumns: ['domain'],
  tokens: async (from, to) => Array.from({ length: to - from }, (_, at) => ` t${(from + at) % 7}`),
  documents: async (from, to) => Int32Array.from(documents.slice(from, to)),
  labels: async (row): Promise<Record<string, string>> => (row === 39 ? {} : { domain: row < 20 ? 'code' : 'prose' })
}

/** The first six have the hard labels; feature 1 never fires. */
export function features(count = 64, more: (feature: number) => Partial<ExportFeature> = () => ({})): ExportFeature[] {
  return Array.from({ length: count }, (_, feature) => {
    const silent = feature === 1
    const examples: Example[] = silent ? [] : [exampleOf(' self'), exampleOf('</script><b>', { value: 1.25 })]
    return {
      feature,
      label: hardLabels[feature] ?? pending,
      facts: factsOf(feature, silent ? { activeRows: 0, density: 0, mean: 0, max: 0, mass: 0 } : {}),
      examples,
      intervals: silent ? [] : [{ interval: 1, from: 0, to: 0.225, share: 0.75, examples: [exampleOf(' low', { value: 0.2 })] }],
      histogram: { edges: [0, 1, 2], counts: [3, 2] },
      neighbors: [{ feature: (feature + 1) % count, cosine: 0.5 }],
      ...more(feature)
    }
  })
}

export function roomMaterial(folder: string, as: ExportAs, more: Partial<ExportMaterial> = {}): ExportMaterial {
  const material = materialFor(folder, dictionary, { features: features(), activations, rows, ...more })
  const names = { model: 'gpt2-small', hook: 'blocks.6.hook_resid_pre', source: '6-res-jb', license: 'mit' }
  return { ...material, origin: { ...material.origin, as, names, ...more.origin } }
}
