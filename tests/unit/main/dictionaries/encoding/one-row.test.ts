import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createEncoder, type Dictionary, safetensorsFromDictionary } from '../../../../../main/dictionaries'
import { encodedRow } from '../../../../../main/dictionaries/encoding/one-row'
import { openDictionaryFile } from '../../../../../main/dictionaries/weights/dictionary-file'
import { randomBatch } from '../made'
import { dictionaryOf, everyDictionary } from '../random'

const folder = mkdtempSync(join(tmpdir(), 'loupe-one-row-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([...everyDictionary, ['normed rows', dictionaryOf({ inputNorm: 'layer-norm' })] as [string, Dictionary]])(
  'one row fires what it fires in a batch: %s',
  async (_name, dictionary) => {
    const path = join(folder, 'dictionary.safetensors')
    writeFileSync(path, Buffer.concat(safetensorsFromDictionary(dictionary)))
    const [file, encoder, batch] = [await openDictionaryFile(path), await createEncoder(dictionary), randomBatch(7, 6, 3)]
    const { starts, features, values } = encoder.encode(batch)
    for (let row = 0; row < 7; row += 1) {
      const found = await encodedRow(file, batch.values.subarray(row * 6, (row + 1) * 6))
      const active = [...found.keys()].filter((feature) => found[feature] > 0)
      expect(active).toEqual([...features.subarray(starts[row], starts[row + 1])])
      active.forEach((feature, i) => {
        expect(found[feature]).toBeCloseTo(values[starts[row] + i], 4)
      })
    }
    encoder.dispose()
    await file.close()
  }
)
