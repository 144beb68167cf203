/** The operations of pickle protocols 0 to 5 by their code; CPython's Lib/pickletools.py says what each does. */

import { plainInteger } from './cursor'
import type { PickleMachine } from './unpickle'
import { badPickle, type PickleValue, refusedPickle } from './values'

type Operation = (m: PickleMachine) => void

/** By the character that pickletools gives for the code. */
const byCharacter: Record<string, Operation> = {
  // Stack and memo
  '(': (m) => m.mark(),
  '0': (m) => (m.hasMarkOnTop() ? m.popToMark() : m.pop()),
  '1': (m) => m.popToMark(),
  '2': (m) => m.push(m.top()),
  p: (m) => m.remember(place(m.cursor.line())),
  q: (m) => m.remember(m.cursor.u8()),
  r: (m) => m.remember(m.cursor.u32()),
  g: (m) => m.recall(place(m.cursor.line())),
  h: (m) => m.recall(m.cursor.u8()),
  j: (m) => m.recall(m.cursor.u32()),
  '\x94': (m) => m.memoize(),
  '\x80': (m) => checkProtocol(m.cursor.u8()),
  '\x95': (m) => m.cursor.u64(),
  // Constants and numbers
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  I: (m) => m.push(integerLine(m.cursor.line())),
  L: (m) => m.push(longLine(m.cursor.line())),
  F: (m) => m.push(floatLine(m.cursor.line())),
  J: (m) => m.push(m.cursor.i32()),
  K: (m) => m.push(m.cursor.u8()),
  M: (m) => m.push(m.cursor.u16()),
  G: (m) => m.push(m.cursor.f64()),
  '\x8a': (m) => m.push(m.cursor.integer(m.cursor.u8())),
  '\x8b': (m) => m.push(m.cursor.integer(m.cursor.i32())),
  // Text and bytes
  V: (m) => m.push(rawUnicode(m.cursor.latin1Line())),
  X: (m) => m.push(m.cursor.text(m.cursor.u32())),
  '\x8c': (m) => m.push(m.cursor.text(m.cursor.u8())),
  '\x8d': (m) => m.push(m.cursor.text(m.cursor.u64())),
  S: (m) => m.push(quoted(m.cursor.line())),
  T: (m) => m.push(m.cursor.oldText(m.cursor.i32())),
  U: (m) => m.push(m.cursor.oldText(m.cursor.u8())),
  B: (m) => m.push(m.cursor.take(m.cursor.u32())),
  C: (m) => m.push(m.cursor.take(m.cursor.u8())),
  '\x8e': (m) => m.push(m.cursor.take(m.cursor.u64())),
  '\x96': (m) => m.push(m.cursor.take(m.cursor.u64())),
  // Containers
  ')': (m) => m.push(m.contain([])),
  ']': (m) => m.push(m.contain([])),
  '}': (m) => m.push(m.contain(new Map())),
  '\x8f': (m) => m.push(m.contain(new Set())),
  t: (m) => m.push(m.contain(m.popToMark())),
  l: (m) => m.push(m.contain(m.popToMark())),
  '\x91': (m) => m.push(m.contain(new Set(m.popToMark()))),
  d: (m) => m.push(m.contain(setItems(m, new Map(), m.popToMark()))),
  '\x85': (m) => m.push(m.contain(popped(m, 1))),
  '\x86': (m) => m.push(m.contain(popped(m, 2))),
  '\x87': (m) => m.push(m.contain(popped(m, 3))),
  a: (m) => append(m, popped(m, 1)),
  e: (m) => append(m, m.popToMark()),
  s: (m) => setItemsOnTop(m, popped(m, 2)),
  u: (m) => setItemsOnTop(m, m.popToMark()),
  '\x90': (m) => addItems(m, m.popToMark()),
  // Names, calls and what lies outside
  c: (m) => m.pushName(m.cursor.line(), m.cursor.line()),
  '\x93': (m) => stackName(m, popped(m, 2)),
  R: (m) => callOf(m, popped(m, 2)),
  '\x81': (m) => callOf(m, popped(m, 2)),
  '\x92': (m) => callWithNames(m, popped(m, 3)),
  o: (m) => callOnMark(m, m.popToMark()),
  i: (m) => callInLine(m, m.cursor.line(), m.cursor.line()),
  b: (m) => m.build(),
  P: (m) => m.loadPersistent(m.cursor.line()),
  Q: (m) => m.loadPersistent(m.pop()),
  '\x82': () => refuseExtension(),
  '\x83': () => refuseExtension(),
  '\x84': () => refuseExtension(),
  '\x97': () => refuseBuffer(),
  '\x98': () => refuseBuffer()
}

export const operations = new Map(
  Object.entries(byCharacter).map(([character, operation]) => [character.charCodeAt(0), operation])
)

function checkProtocol(protocol: number): void {
  if (protocol > 5) throw refusedPickle(`is a pickle of protocol ${protocol}; Loupe reads protocols 0 to 5`)
}

function place(line: string): number {
  if (!/^\d{1,9}$/.test(line)) throw badPickle('a place that is no number')
  return Number(line)
}

/** `I01` and `I00` are the truth values of old protocols. */
function integerLine(line: string): PickleValue {
  if (line === '01') return true
  if (line === '00') return false
  return longLine(line)
}

function longLine(line: string): number | bigint {
  if (!/^\s*[+-]?\d{1,4096}L?\s*$/.test(line)) throw badPickle('a number that is none')
  return plainInteger(BigInt(line.replace('L', '').replace('+', '').trim()))
}

function floatLine(line: string): number {
  const special: Record<string, number> = { inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, nan: Number.NaN }
  const number = Object.hasOwn(special, line) ? special[line] : Number(line)
  if (line.trim() === '' || (Number.isNaN(number) && line !== 'nan')) throw badPickle('a number that is none')
  return number
}

/** Text with \uXXXX for what is not Latin-1. */
function rawUnicode(line: string): string {
  return line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16)
    if (code > 0x10ffff) throw badPickle('a character that does not exist')
    return String.fromCodePoint(code)
  })
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' }

/** Text as Python writes it in a program: 'it\'s'. */
function quoted(line: string): string {
  const inside = /^(['"])(.*)\1$/s.exec(line.trim())?.[2]
  if (inside === undefined) throw badPickle('text without quotes')
  return inside.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/gs, (all, code?: string, letter?: string) =>
    code === undefined ? (escapes[letter ?? ''] ?? all) : String.fromCharCode(Number.parseInt(code, 16))
  )
}

/** The last values, in the order they were pushed. */
function popped(m: PickleMachine, count: number): PickleValue[] {
  const values: PickleValue[] = []
  for (let i = 0; i < count; i += 1) values.push(m.pop())
  return values.reverse()
}

function append(m: PickleMachine, items: PickleValue[]): void {
  const list = m.top()
  if (!Array.isArray(list)) throw badPickle(`something is added to what is no list at byte ${m.cursor.position}`)
  for (const item of items) list.push(item)
}

function setItemsOnTop(m: PickleMachine, items: PickleValue[]): void {
  const map = m.top()
  if (!(map instanceof Map)) throw badPickle(`a key is set in what is no dictionary at byte ${m.cursor.position}`)
  setItems(m, map, items)
}

function setItems(m: PickleMachine, map: Map<PickleValue, PickleValue>, items: PickleValue[]) {
  if (items.length % 2 !== 0) throw badPickle(`a key without a value at byte ${m.cursor.position}`)
  for (let i = 0; i < items.length; i += 2) map.set(items[i], items[i + 1])
  return map
}

function addItems(m: PickleMachine, items: PickleValue[]): void {
  const set = m.top()
  if (!(set instanceof Set)) throw badPickle(`something is added to what is no set at byte ${m.cursor.position}`)
  for (const item of items) set.add(item)
}

function stackName(m: PickleMachine, [module, name]: PickleValue[]): void {
  if (typeof module !== 'string' || typeof name !== 'string') throw badPickle('a name that is no text')
  m.pushName(module, name)
}

function callOf(m: PickleMachine, [callee, args]: PickleValue[]): void {
  m.call(callee, args)
}

function callWithNames(m: PickleMachine, [callee, args, named]: PickleValue[]): void {
  if (!(named instanceof Map) || named.size > 0)
    throw refusedPickle('calls a class with named arguments, which Loupe does not run')
  m.call(callee, args)
}

function callOnMark(m: PickleMachine, [callee, ...args]: PickleValue[]): void {
  m.call(callee ?? null, args)
}

function callInLine(m: PickleMachine, module: string, name: string): void {
  m.pushName(module, name)
  const callee = m.pop()
  m.call(callee, m.popToMark())
}

function refuseExtension(): never {
  throw refusedPickle('asks for a registered extension of Python, which Loupe does not run')
}

function refuseBuffer(): never {
  throw refusedPickle('keeps data outside of its pickle (out-of-band buffers)')
}
