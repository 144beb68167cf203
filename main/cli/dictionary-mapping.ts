/** A mapping of tensors as it is typed: `--map W_enc=encoder.T --map b_dec=bias --architecture topk --k 32`. */
import { type Command, Option } from 'commander'
import { Mapping } from '../../contract/records/dictionary-mapping'
import { LoupeError } from '../../contract/wire/errors'
import { wholeNumber } from './commands/options'

export interface MappingOptions {
  map?: string[]
  architecture?: Mapping['architecture']
  kind?: Mapping['kind']
  k?: number
  inputNorm?: Mapping['inputNorm']
  /** commander: `--no-subtract-b-dec`. */
  subtractBDec?: boolean
  /** As typed: `768,768`. */
  streams?: string
}

export function addMappingOptions(command: Command): Command {
  const collect = (value: string, before: string[] = []): string[] => [...before, value]
  return command
    .option('--map <name=tensor>', 'which tensor of the file is which (.T: axes swapped), for files of no known format', collect)
    .addOption(new Option('--architecture <name>', 'with --map').choices(['standard', 'topk', 'jumprelu', 'gated']))
    .addOption(new Option('--kind <name>', 'with --map').choices(['sae', 'transcoder', 'skip-transcoder', 'crosscoder']))
    .addOption(new Option('--input-norm <name>', 'with --map: done to each row first').choices(['layer-norm', 'constant-norm']))
    .option('--streams <widths>', 'with --map and crosscoder: width of each stream, as 768,768')
    .option('--k <n>', 'with --map: features that topk keeps', wholeNumber)
    .option('--no-subtract-b-dec', 'with --map: b_dec is not taken from the rows first')
}

/** Undefined without --map. Throws usage. */
export function mappingFrom({
  map,
  architecture,
  kind,
  k,
  inputNorm,
  subtractBDec,
  streams
}: MappingOptions): Mapping | undefined {
  if (!map) return undefined
  const tensors = Object.fromEntries(map.map(entryFrom))
  const settings = {
    architecture,
    kind,
    k,
    inputNorm,
    ...(subtractBDec === false ? { applyBDecToInput: false } : {}),
    ...(streams === undefined ? {} : { streams: widthsFrom(streams) })
  }
  return Mapping.parse({ ...settings, tensors })
}

function widthsFrom(text: string): number[] {
  const widths = text.split(',').map(Number)
  if (widths.every((width) => Number.isInteger(width) && width > 0)) return widths
  throw new LoupeError('usage', `“${text}” are no widths of streams`, { hint: 'Write --streams 768,768.' })
}

function entryFrom(text: string): [string, { from: string; transposed?: boolean }] {
  const [, name, tensor] = /^([\w]+)=(.+)$/.exec(text) ?? []
  if (name === undefined) {
    throw new LoupeError('usage', `“${text}” does not say which tensor is which`, {
      hint: 'Write --map W_enc=NAME, with .T behind it where the axes are swapped.'
    })
  }
  return tensor.endsWith('.T') ? [name, { from: tensor.slice(0, -2), transposed: true }] : [name, { from: tensor }]
}
