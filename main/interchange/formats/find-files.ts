/** The file of the weights and its configuration, from whatever a person names: the file, its folder, or one above it. */
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'

/** Names that weights have in the formats that Loupe knows. */
const usual = [
  'sae_weights.safetensors',
  'sae.safetensors',
  'params.safetensors',
  'params.npz',
  'ae.pt',
  'cc_weights.pt',
  'sae.pt',
  'dictionary.safetensors',
  'weights.pt'
]
const endings = ['.safetensors', '.npz', '.pt', '.pth']
/** Files that lie beside weights and are none. */
const beside =
  /^(sparsity|check|expected|activation_whitening|activations_store_state|state|optimizer.*|lr_scheduler.*|trainer_state|rank_.*)\.\w+$/

/** A folder in a folder in a folder: layer, width, sparsity. */
const maxDepth = 5

/** Throws not-found, and usage where several files could be meant. */
export async function findWeights(given: string): Promise<string> {
  let path = resolve(given)
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    const facts = await stat(path)
    if (facts.isFile()) return path
    const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    const found = weightsAmong(files, path)
    if (found) return join(path, found)
    const folders = entries.filter((entry) => entry.isDirectory())
    if (folders.length !== 1) break
    path = join(path, folders[0].name)
  }
  throw new LoupeError('not-found', `There is no file of weights in ${given}.`, {
    hint: `Name the file itself; Loupe reads ${endings.join(', ')}.`,
    place: given
  })
}

function weightsAmong(files: string[], folder: string): string | undefined {
  const known = usual.find((name) => files.includes(name))
  if (known) return known
  const others = files.filter((name) => endings.includes(extname(name)) && !beside.test(name)).sort()
  if (others.length < 2) return others[0]
  const shown = others.slice(0, 5).join(', ')
  throw new LoupeError('usage', `${folder} holds several files of weights: ${shown}${others.length > 5 ? ' …' : ''}`, {
    hint: 'Name the one that is meant.',
    place: folder
  })
}

/** Labels that an export of Loupe left beside the weights; undefined where there are none. */
export function labelsBeside(weights: string): string | undefined {
  const path = join(dirname(weights), 'labels.jsonl')
  return existsSync(path) ? path : undefined
}

/** Where the configuration of a file of weights may lie, in the order in which they are looked for. */
export function configPaths(weights: string): string[] {
  const stem = basename(weights, extname(weights))
  return [`${stem}_cfg.json`, 'cfg.json', 'config.json'].map((name) => join(dirname(weights), name))
}
