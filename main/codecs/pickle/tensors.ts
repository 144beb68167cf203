/** Tensors in the value of a pickle by name: keys and indexes on the way to them, joined by dots. */
import {
  badPickle,
  type PickleValue,
  type RefusedRecord,
  recordOf,
  refusedPickle,
  shownName,
  type TensorRecord,
  wordOf
} from './values'

/** A tensor, or one that is no plain array of numbers, with the reason. */
export interface NamedTensor {
  name: string
  tensor: TensorRecord | RefusedRecord
}

interface Visit {
  value: PickleValue
  name: string
  depth: number
}

const maxDepth = 64
/** A value may be reached on many ways: as many ways as this are gone. */
const maxVisits = 1_000_000
const maxTensors = 100_000
/** What the contract allows for the name of an array. */
const maxNameLength = 512

/**
 * All tensors, in order, under different names; a pickle that is one tensor has it under the name ''.
 * Throws malformed when nested too deep, unsupported when it holds far more than tensors.
 */
export function namedTensors(value: PickleValue): NamedTensor[] {
  const found: NamedTensor[] = []
  const names = new Map<string, number>()
  const waiting: Visit[] = [{ value, name: '', depth: 0 }]
  for (let visits = 0; waiting.length > 0; visits += 1) {
    const visit = waiting.pop() as Visit
    if (visits + waiting.length > maxVisits || found.length > maxTensors) throw tooMuch()
    if (visit.depth > maxDepth) throw badPickle(`lists and dictionaries are nested more than ${maxDepth} deep`)
    const tensor = tensorOf(visit.value)
    if (tensor) found.push({ name: freeName(visit.name, names), tensor })
    else visitInside(visit, waiting)
  }
  return found
}

function tensorOf(value: PickleValue): TensorRecord | RefusedRecord | undefined {
  const array = recordOf(value, 'numpy-array') && inPickle
  return recordOf(value, 'tensor') ?? recordOf(value, 'refused') ?? array
}

const inPickle: RefusedRecord = { kind: 'refused', why: 'is a NumPy array inside of the pickle: save it with numpy.save' }

function visitInside({ value, name, depth }: Visit, waiting: Visit[]): void {
  if (!Array.isArray(value) && !(value instanceof Map)) return
  if ((Array.isArray(value) ? value.length : value.size) > maxVisits) throw tooMuch()
  const begin = waiting.length
  for (const [key, child] of value.entries()) {
    if (typeof child === 'object' && child !== null) waiting.push({ value: child, name: joined(name, key), depth: depth + 1 })
  }
  // The last comes off first.
  reverseFrom(waiting, begin)
}

function reverseFrom(items: Visit[], begin: number): void {
  for (let i = begin, j = items.length - 1; i < j; i += 1, j -= 1) [items[i], items[j]] = [items[j], items[i]]
}

/** Keys that are tuples read 0,1. */
function joined(name: string, key: PickleValue): string {
  const word = shownName(Array.isArray(key) ? key.slice(0, 8).map(wordOf).join(',') : wordOf(key), maxNameLength)
  const whole = name === '' ? word : `${name}.${word}`
  if (whole.length > maxNameLength) throw badPickle(`the name of a tensor is longer than ${maxNameLength} characters`)
  return whole
}

/** Different ways can give one name: 'b' in 'a' and 'a.b'. The second gets a number. */
function freeName(name: string, names: Map<string, number>): string {
  const count = (names.get(name) ?? 0) + 1
  names.set(name, count)
  return count === 1 ? name : freeName(`${name} (${count})`, names)
}

function tooMuch() {
  return refusedPickle('holds too much besides its tensors: millions of Python objects')
}
