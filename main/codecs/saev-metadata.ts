/**
 * What metadata.json and shards.json of saev's activation shards say, as pure functions on their parsed JSON.
 * Names changed between protocol 1 (images, patches, d_vit), 2.0 (ex, patches) and 2.1 (examples, tokens); the layout did not:
 * little-endian f32 [examples, layers, tokens, d_model], cut along the examples. Source: saev, docs/src/developers/protocol.md
 * and src/saev/data/shards.py. The field `data` (a Python pickle) is never looked at.
 */

import { LoupeError } from '../../contract/wire/errors'
import { isObject } from './json-values'

export interface SaevMetadata {
  layers: number[]
  examples: number
  /** Tokens of an example with the class token, which comes first. */
  tokens: number
  classToken: boolean
  dModel: number
}

export interface SaevShard {
  name: unknown
  examples: number
}

const examplesNames = ['n_examples', 'n_ex', 'n_imgs']
const tokensNames = ['content_tokens_per_example', 'patches_per_ex', 'n_patches_per_img']
const widthNames = ['d_model', 'd_vit']
const maxSize = 2 ** 40

/** Whether this is the description of saev shards and not of something else with that file name. */
export function isSaevMetadata(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Array.isArray(value.layers) && 'protocol' in value && widthNames.some((name) => name in value)
}

/** Throws malformed, unsupported (another dtype, a protocol after 2). */
export function parseSaevMetadata(value: Record<string, unknown>): SaevMetadata {
  const major = /^(\d+)(\.|$)/.exec(String(value.protocol))?.[1]
  if (major !== '1' && major !== '2') throw unsupported(`protocol ${shown(value.protocol)}`, 'Loupe reads protocols 1 and 2.')
  if (value.dtype !== 'float32') throw unsupported(`numbers of type ${shown(value.dtype)}`, 'saev writes float32.')
  const layers = value.layers as unknown[]
  if (layers.length === 0 || !layers.every((layer) => Number.isSafeInteger(layer))) throw malformed(`layers is ${shown(layers)}`)
  if (new Set(layers).size < layers.length) throw malformed('layers names a layer twice')
  if (typeof value.cls_token !== 'boolean') throw malformed(`cls_token is ${shown(value.cls_token)}`)
  const content = size(value, tokensNames)
  return {
    layers: layers as number[],
    examples: size(value, examplesNames),
    tokens: content + (value.cls_token ? 1 : 0),
    classToken: value.cls_token,
    dModel: size(value, widthNames)
  }
}

/** The shards in order; throws malformed, also where their examples are not those of the metadata. */
export function parseSaevShards(value: unknown, examples: number): SaevShard[] {
  if (!Array.isArray(value) || value.length === 0) throw malformed('the list of shards is missing')
  const shards = value.map((shard, index) => {
    if (!isObject(shard)) throw malformed(`shard ${index} is ${shown(shard)}`)
    return { name: shard.name, examples: size(shard, examplesNames) }
  })
  const sum = shards.reduce((total, shard) => total + shard.examples, 0)
  if (sum === examples) return shards
  throw malformed(`the shards hold ${sum} examples, the metadata promise ${examples}`)
}

function size(value: Record<string, unknown>, names: string[]): number {
  const name = names.find((candidate) => candidate in value)
  if (name === undefined) throw malformed(`${names[0]} is missing`)
  const number = value[name]
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0 && number <= maxSize) return number
  throw malformed(`${name} is ${shown(number)}`)
}

function shown(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 60)
}

function malformed(what: string): LoupeError {
  return new LoupeError('malformed', `The description of the saev shards makes no sense: ${what}.`, {
    hint: 'Copy the whole folder again.'
  })
}

function unsupported(what: string, hint: string): LoupeError {
  return new LoupeError('unsupported', `The saev shards have ${what}, which Loupe does not read.`, { hint })
}
