/** cfg.json and sae.safetensors of eai-sparsify: TopK between equal widths. */
import { join } from 'node:path'
import { writeFileWhole } from '../files/file-writer'
import type { About } from '../formats/reading'
import { turnedPart, withBDec } from './forms'
import { writeSafetensors } from './output'
import { jsonText, loupeMark, outputsOf, type Writer } from './writer'

const files = { config: 'cfg.json', weights: 'sae.safetensors' }

export const sparsifyWriter: Writer = {
  name: 'sparsify',
  types: ['f32', 'f16', 'bf16'],
  weights: files.weights,
  config: files.config,
  refuses,
  async write(folder, given, type) {
    const transcodes = given.about.kind === 'transcoder' || given.about.kind === 'skip-transcoder'
    const { stored, changes } = await withBDec(given, !transcodes)
    const { about, parts } = stored
    const { W_enc, b_enc, W_dec, b_dec, W_skip } = parts
    const own = { 'encoder.weight': turnedPart(W_enc), 'encoder.bias': b_enc, W_dec, b_dec, ...(W_skip ? { W_skip } : {}) }
    const k = about.architecture === 'topk' ? about.k : about.dSae
    if (about.architecture !== 'topk') changes.push('ReLU is written as TopK that keeps all features.')
    const config = {
      activation: 'topk',
      expansion_factor: Math.max(1, Math.round(about.dSae / about.dIn)),
      normalize_decoder: false,
      num_latents: about.dSae,
      k,
      multi_topk: false,
      skip_connection: W_skip !== undefined,
      transcode: transcodes,
      d_in: about.dIn,
      ...(about.kind === 'crosscoder' ? loupeMark(about) : {})
    }
    return {
      files: {
        [files.config]: await writeFileWhole(join(folder, files.config), [jsonText(config)]),
        [files.weights]: await writeSafetensors(join(folder, files.weights), outputsOf(own, type), given.metadata)
      },
      changes
    }
  }
}

function refuses({ architecture, inputNorm, dIn, dOut = dIn }: About): string | undefined {
  if (architecture === 'jumprelu') return 'sparsify knows only TopK, and thresholds keep no fixed number of features.'
  if (architecture === 'gated') return 'sparsify knows only TopK, and gates keep no fixed number of features.'
  if (inputNorm) return `sparsify has no place for the norm of each row (${inputNorm}).`
  if (dOut !== dIn) return `sparsify’s inputs and outputs are of one width, here they are ${dIn} and ${dOut}.`
  return undefined
}
