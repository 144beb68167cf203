/**
 * The only names a pickle may use, and what stands for them here: Python's containers, NumPy's plain arrays, PyTorch's
 * tensors (torch.ts), settings of a few libraries as plain values. Every other name is refused, by name, before anything is done with it.
 */

import { numpyArray, numpyCalls, numpyDtypeState } from './numpy'
import { torchCalls } from './torch'
import { torchNames } from './torch-names'
import type { PickleMachine } from './unpickle'
import { badPickle, type NameRecord, type PickleValue, recordOf, refusedPickle, shownName, wordOf } from './values'

/** Stands for a function of Python: gives the value it would give. */
export type NamedCall = (args: PickleValue[], name: string) => PickleValue

const pythonCalls: Record<string, NamedCall> = {
  'collections.OrderedDict': ([items]) => dictionary(items),
  'builtins.dict': ([items]) => dictionary(items),
  'builtins.list': ([items]) => [...listed(items)],
  'builtins.tuple': ([items]) => [...listed(items)],
  'builtins.set': ([items]) => new Set(listed(items)),
  'builtins.frozenset': ([items]) => new Set(listed(items)),
  'builtins.bytearray': (args) => bytesOf(args),
  'builtins.bytes': (args) => bytesOf(args),
  'builtins.complex': () => ({ kind: 'refused', why: 'is a complex number' }),
  '_codecs.encode': (args) => bytesOf(args)
}

/** Classes whose objects are settings that lie beside tensors; a file with one would else not be read at all. */
const settingsClasses = ['vit_prisma.sae.config.VisionModelSAERunnerConfig']
const emptySettings: NamedCall = () => ({ kind: 'settings', values: new Map() })
const settingsCalls = Object.fromEntries(settingsClasses.map((name) => [name, emptySettings]))

const calls = new Map<string, NamedCall>(Object.entries({ ...pythonCalls, ...numpyCalls, ...torchCalls, ...settingsCalls }))

/** Names that are only handed on. */
const names = new Set(['numpy.ndarray', ...torchNames])

/** A name the pickle asks for; throws unsupported for all but those of the tables. Python 2 had other names for some. */
export function nameRecord(asked: string): NameRecord {
  const name = asked.replace(/^__builtin__\./, 'builtins.').replace(/^numpy\._core\./, 'numpy.core.')
  if (calls.has(name) || names.has(name)) return { kind: 'name', name }
  throw refusedPickle(`asks for ${shownName(asked)}, which Loupe does not run`)
}

/** The value of a call. Work is counted by what is handed over, so that calls in great number end. */
export function callNamed(name: string, args: PickleValue[], machine: PickleMachine): PickleValue {
  const call = calls.get(name)
  if (!call) throw refusedPickle(`calls ${shownName(name)}, which Loupe does not run`)
  machine.spend(args.reduce<number>((sum, arg) => sum + sizeOf(arg), args.length))
  const value = call(args, name)
  return Array.isArray(value) || value instanceof Map || value instanceof Set ? machine.contain(value) : value
}

/** Gives an object its state: NumPy's arrays and types and settings have one; attributes of dictionaries and tensors are passed over. */
export function buildState(target: PickleValue, state: PickleValue): void {
  const array = recordOf(target, 'numpy-array')
  const dtype = recordOf(target, 'numpy-dtype')
  const settings = recordOf(target, 'settings')
  if (settings) settings.values = settingsFrom(state)
  else if (array) Object.assign(array, numpyArray(state))
  else if (dtype) Object.assign(dtype, numpyDtypeState(dtype, state))
  else if (!(target instanceof Map) && !recordOf(target, 'tensor') && !recordOf(target, 'refused')) {
    throw refusedPickle('sets the state of an object, which Loupe does not run')
  }
}

/** The attributes of an object, or of one with slots the first of a pair. */
function settingsFrom(state: PickleValue): Map<PickleValue, PickleValue> {
  const attributes = Array.isArray(state) ? state[0] : state
  if (attributes instanceof Map) return attributes
  throw badPickle('settings without attributes')
}

function sizeOf(value: PickleValue): number {
  if (Array.isArray(value)) return value.length
  if (value instanceof Map || value instanceof Set) return value.size
  return typeof value === 'string' || value instanceof Uint8Array ? value.length / 16 : 0
}

function listed(items: PickleValue | undefined): Iterable<PickleValue> {
  if (items === undefined || Array.isArray(items) || items instanceof Set) return items ?? []
  throw badPickle('a list is made of something else')
}

function dictionary(items: PickleValue | undefined): Map<PickleValue, PickleValue> {
  if (items instanceof Map) return new Map(items)
  const map = new Map<PickleValue, PickleValue>()
  for (const pair of listed(items)) {
    if (!Array.isArray(pair) || pair.length !== 2) throw badPickle('a dictionary is made of something else than pairs')
    map.set(pair[0], pair[1])
  }
  return map
}

/** Bytes as old protocols write them: text, every character a byte. */
function bytesOf([content, encoding]: PickleValue[]): Uint8Array {
  if (content === undefined) return new Uint8Array(0)
  if (content instanceof Uint8Array) return content
  if (typeof content !== 'string' || !/^latin-?1$/i.test(wordOf(encoding))) throw badPickle('bytes are made of something else')
  const bytes = Buffer.from(content, 'latin1')
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}
