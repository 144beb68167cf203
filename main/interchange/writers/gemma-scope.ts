/** params.npz in the layout of Gemma Scope: JumpReLU whose b_dec is not subtracted; there is no configuration. */
import { join } from 'node:path'
import type { About } from '../formats/reading'
import { asJumpRelu, withBDec } from './forms'
import { writeNpz } from './output'
import { outputsOf, type Writer } from './writer'

const file = 'params.npz'

export const gemmaScopeWriter: Writer = {
  name: 'gemma-scope',
  types: ['f32', 'f16'],
  weights: file,
  refuses,
  async write(folder, given, type) {
    const jumping = await asJumpRelu(given)
    const { stored, changes } = await withBDec(jumping.stored, false)
    const { W_enc, W_dec, b_enc, b_dec, threshold } = stored.parts
    const outputs = outputsOf({ W_enc, W_dec, b_enc, b_dec, threshold }, type)
    return { files: { [file]: await writeNpz(join(folder, file), outputs) }, changes: [...jumping.changes, ...changes] }
  }
}

function refuses({ architecture, kind, inputNorm, dIn, dOut = dIn }: About): string | undefined {
  if (architecture === 'topk') return 'Gemma Scope knows only JumpReLU, and TopK is no threshold.'
  if (inputNorm) return `Gemma Scope has no place for the norm of each row (${inputNorm}).`
  if (kind === 'skip-transcoder') return 'The files of Gemma Scope have no skip path.'
  if (kind === 'crosscoder') return 'Gemma Scope has no configuration that could say where one stream ends.'
  if (kind === 'transcoder' && dOut === dIn)
    return 'Without a configuration a transcoder between equal widths would be taken for an autoencoder.'
  return undefined
}
