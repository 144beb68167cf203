/** What SAELens does to rows before the encoder (`normalize_activations`). */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mapped } from '../tensors/part'
import { type Config, readConfig, shown } from './config'
import type { About, Reading } from './reading'

const norms: Record<string, About['inputNorm']> = { layer_norm: 'layer-norm', constant_norm_rescale: 'constant-norm' }

/** Sets `inputNorm`, or folds a factor that is known; SAELens itself leaves rows as they are where it is not. */
export async function inputNormOf(reading: Reading, config: Config, about: About): Promise<void> {
  const name = config.text('normalize_activations') ?? 'none'
  if (name === 'none') return
  reading.note('normalization of rows', name, 'config')
  if (Object.hasOwn(norms, name)) about.inputNorm = norms[name]
  else if (name === 'expected_average_only_in') await foldScale(reading, about)
  else if (name === 'covariance_whitening')
    reading.warn(`It was trained on whitened rows (${name}), and the folder does not say how: raw rows will not fit.`)
  else
    throw config.problem(
      'unsupported',
      'normalize_activations',
      `is ${shown(name)}, which Loupe does not know`,
      'Export it again with normalize_activations "none".'
    )
}

/** The factor lies beside a checkpoint of a training; a saved SAE has none, and SAELens then computes without it. */
async function foldScale(reading: Reading, about: About): Promise<void> {
  const path = join(dirname(reading.material.path), 'activation_scaler.json')
  const scale = existsSync(path) ? (await readConfig(path))?.number('scaling_factor') : undefined
  if (scale === undefined || !(scale > 0)) {
    reading.warn(
      'It was trained on rows of another scale (expected_average_only_in), and the files do not say which: raw rows will not fit unless it was folded.'
    )
    return
  }
  reading.alsoRead(path)
  reading.change('W_enc', `times ${scale}`, (part) => mapped(part, (value) => value * scale))
  const isTranscoder = about.kind === 'transcoder' || about.kind === 'skip-transcoder'
  if (!isTranscoder)
    for (const name of ['W_dec', 'b_dec'])
      reading.change(name, `divided by ${scale}`, (part) => mapped(part, (value) => value / scale))
  reading.note('scale of rows', scale, 'config')
}
