/** SAELens 6 folders in any type of number; layout and configuration are those of an export (../saelens). */
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { hasOwnTargets, tensorShapes } from '../../dictionaries/dictionary'
import { writeFileWhole } from '../files/file-writer'
import type { About } from '../formats/reading'
import { configFromDictionary } from '../saelens/config'
import { saelensName } from '../saelens/naming'
import { saelensFiles } from '../saelens/write'
import { withBDec } from './forms'
import { writeSafetensors } from './output'
import { jsonText, outputsOf, type Writer } from './writer'

const dtypes = { f32: 'float32', f16: 'float16', bf16: 'bfloat16' } as const

export const saelensWriter: Writer = {
  name: 'saelens',
  types: ['f32', 'f16', 'bf16'],
  weights: saelensFiles.weights,
  config: saelensFiles.config,
  refuses,
  async write(folder, given, type) {
    // The library's transcoders refuse to subtract b_dec.
    const { stored, changes } = hasOwnTargets(given.about) ? await withBDec(given, false) : { stored: given, changes: [] }
    const { about, parts, model, hook } = stored
    const own = Object.fromEntries(Object.keys(tensorShapes(about)).map((name) => [name, parts[name]]))
    const metadata = { ...given.saelens, ...(model ? { modelName: model } : {}), ...(hook ? { hookName: hook } : {}) }
    const config = { ...configFromDictionary(about, metadata), dtype: dtypes[type] }
    const files = {
      [saelensFiles.config]: await writeFileWhole(join(folder, saelensFiles.config), [jsonText(config)]),
      [saelensFiles.weights]: await writeSafetensors(join(folder, saelensFiles.weights), outputsOf(own, type), given.metadata)
    }
    return { files, changes }
  }
}

function refuses(about: About): string | undefined {
  try {
    saelensName(about)
    return undefined
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown.message
    throw thrown
  }
}
