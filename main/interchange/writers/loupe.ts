/** Loupe's own file: everything a dictionary is, in one safetensors file. */
import { join } from 'node:path'
import { tensorShapes } from '../../dictionaries/dictionary'
import { writeSafetensors } from './output'
import { outputsOf, type Writer } from './writer'

const file = 'dictionary.safetensors'

export const loupeWriter: Writer = {
  name: 'loupe',
  types: ['f32', 'f16', 'bf16'],
  weights: file,
  refuses: () => undefined,
  async write(folder, { about, parts, model, hook, metadata: texts }, type) {
    const { architecture, applyBDecToInput, k, kind, inputNorm, streams } = about
    const own = Object.fromEntries(Object.keys(tensorShapes(about)).map((name) => [name, parts[name]]))
    const optional = { k, kind, input_norm: inputNorm, streams: streams?.join(), model, hook }
    const known = Object.entries(optional).filter(([, value]) => value !== undefined)
    const metadata = {
      ...texts,
      format: 'loupe-dictionary',
      architecture,
      apply_b_dec_to_input: String(applyBDecToInput),
      ...Object.fromEntries(known.map(([key, value]) => [key, String(value)]))
    }
    return { files: { [file]: await writeSafetensors(join(folder, file), outputsOf(own, type), metadata) }, changes: [] }
  }
}
