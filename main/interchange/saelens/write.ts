/**
 * Writes a dictionary as the SAELens v6 folder that `SAE.load_from_disk` opens: cfg.json and sae_weights.safetensors,
 * and sparsity.safetensors where densities are known. The folder must exist; making it appear whole is export/.
 */
import { join } from 'node:path'
import type { Tensors } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import { safetensorsParts } from '../../codecs/safetensors-writing'
import { checkDictionary, type Dictionary, tensorShapes } from '../../dictionaries/dictionary'
import { type FileFacts, writeFileWhole } from '../files/file-writer'
import { configFromDictionary, type SaelensMetadata } from './config'

export const saelensFiles = {
  config: 'cfg.json',
  weights: 'sae_weights.safetensors',
  sparsity: 'sparsity.safetensors'
} as const

/** All tensors that a weights file may hold, in the order in which they are written. */
const order = ['W_enc', 'b_enc', 'W_dec', 'b_dec', 'W_skip', 'threshold', 'b_gate', 'r_mag', 'b_mag']

/** Names of a dictionary's tensors in the weights file. */
export function tensorNames(dictionary: Dictionary): string[] {
  const shapes = tensorShapes(dictionary)
  return order.filter((name) => shapes[name])
}

/**
 * Writes cfg.json and the weights, f32; facts of each file by name.
 * Throws wrong-shape, config, not-finite, and unsupported for what SAELens can not express, before writing.
 */
export async function writeSaelens(
  folder: string,
  dictionary: Dictionary,
  metadata: SaelensMetadata = {},
  /** Of the weights file; libraries ignore it. */
  ofWeights: Record<string, string> = {}
): Promise<Record<string, FileFacts>> {
  checkDictionary(dictionary)
  checkFinite(dictionary.tensors)
  const config = `${JSON.stringify(configFromDictionary(dictionary, metadata), undefined, 2)}\n`
  return {
    [saelensFiles.config]: await writeFileWhole(join(folder, saelensFiles.config), [config]),
    [saelensFiles.weights]: await writeFileWhole(
      join(folder, saelensFiles.weights),
      safetensorsParts(weightsOf(dictionary), ofWeights)
    )
  }
}

/** Writes `densities` ([dSae], 0–1) as SAELens's log10(density + 1e-10). */
export function writeSparsity(folder: string, densities: Float64Array): Promise<FileFacts> {
  const sparsity = Float32Array.from(densities, (density) => Math.log10(density + 1e-10))
  const parts = safetensorsParts({ sparsity: { shape: [sparsity.length], data: sparsity } })
  return writeFileWhole(join(folder, saelensFiles.sparsity), parts)
}

function weightsOf(dictionary: Dictionary): Tensors {
  return Object.fromEntries(tensorNames(dictionary).map((name) => [name, dictionary.tensors[name]]))
}

/** Throws not-finite naming the tensor. */
export function checkFinite(tensors: Tensors): void {
  for (const [name, { data }] of Object.entries(tensors)) {
    if (data.every(Number.isFinite)) continue
    throw new LoupeError('not-finite', `Tensor ${name} has values that are not finite numbers.`, {
      hint: 'The training diverged: take an earlier checkpoint, or train again with a lower learning rate.',
      place: name
    })
  }
}
