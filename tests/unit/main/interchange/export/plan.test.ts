import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ExportAs } from '../../../../../contract/records/export'
import { safetensorsFromDictionary } from '../../../../../main/dictionaries'
import { exportDictionary, plannedFiles, referenceEncoder } from '../../../../../main/interchange'
import { writers } from '../../../../../main/interchange/writers/registry'
import { randomBatch, randomDictionary, temporaryFolder } from '../material'
import { features, roomMaterial, rowCount } from '../rooms/room-material'

const relu = randomDictionary({ seed: 31, dIn: 16, dSae: 64 })
const formats = writers.map(({ name }) => name)
const cases = ExportAs.options.flatMap((as) =>
  (as === 'labeled' ? formats : formats.slice(0, 1)).map((format) => ({ as, format }))
)

it.each(cases)('an export as $as ($format) has the files that its plan names, and no others', async ({ as, format }) => {
  const parent = temporaryFolder()
  const check = { rows: randomBatch(99, 24, 16), encoder: referenceEncoder(relu) }
  const material = roomMaterial(join(parent, 'out'), as, { dictionary: relu, check, features: features() })
  const { files } = await exportDictionary({ ...material, origin: { ...material.origin, format } })
  const path = join(parent, 'dictionary.safetensors')
  writeFileSync(path, Buffer.concat([...safetensorsFromDictionary(relu)]))
  const { scope, origin } = material
  const shape = { features: 64, withText: 4, entries: 200, rows: rowCount, isAnalyzed: true }
  const planned = await plannedFiles(path, {
    ...shape,
    as,
    format,
    type: 'f32',
    activations: 'safetensors',
    names: origin.names,
    scope
  })
  const patterns = planned.map(({ name }) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.+')}$`))
  const written = [...files.map(({ name }) => name), 'receipt.json']
  expect(written.filter((name) => !patterns.some((pattern) => pattern.test(name)))).toEqual([])
  expect(planned.filter((_, at) => !written.some((name) => patterns[at].test(name)))).toEqual([])
})
