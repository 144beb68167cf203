/** Pickles of every protocol against the values Python gives, and pickles that ask for more than values. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { namedTensors } from '../../../../../main/codecs/pickle/tensors'
import { torchStorage } from '../../../../../main/codecs/pickle/torch'
import { unpickle, unpickleAt } from '../../../../../main/codecs/pickle/unpickle'
import type { PickleValue } from '../../../../../main/codecs/pickle/values'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
const read = (text: string): PickleValue => unpickle(bytes(text), { persistentLoad: torchStorage })

function errorOf(work: () => unknown): LoupeError {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof LoupeError) return thrown
    throw thrown
  }
  throw new Error('expected a LoupeError')
}

/**
 * base64 of pickle.dumps(value, protocol) for protocols 0 to 5, by Python 3.11, with
 * value = {'a': [1, -2, 300, 70000, 2**40, 2**80, -(2**63)], 'b': (True, False, None), 3: 0.1, 'c': 'ü\n"', 'd': b'\x00\xff', 'e': {'x': (1,), 'y': ()}}
 */
const samples: string[] = [
  'KGRwMApWYQpwMQoobHAyCkkxCmFJLTIKYUkzMDAKYUk3MDAwMAphTDEwOTk1MTE2Mjc3NzZMCmFMMTIwODkyNTgxOTYxNDYyOTE3NDcwNjE3NkwKYUwtOTIyMzM3MjAzNjg1NDc3NTgwOEwKYXNWYgpwMwooSTAxCkkwMApOdHA0CnNJMwpGMC4xCnNWYwpwNQpW/Fx1MDAwYSIKcDYKc1ZkCnA3CmNfY29kZWNzCmVuY29kZQpwOAooVlx1MDAwMP8KcDkKVmxhdGluMQpwMTAKdHAxMQpScDEyCnNWZQpwMTMKKGRwMTQKVngKcDE1CihJMQp0cDE2CnNWeQpwMTcKKHRzcy4=',
  'fXEAKFgBAAAAYXEBXXECKEsBSv7///9NLAFKcBEBAEwxMDk5NTExNjI3Nzc2TApMMTIwODkyNTgxOTYxNDYyOTE3NDcwNjE3NkwKTC05MjIzMzcyMDM2ODU0Nzc1ODA4TAplWAEAAABicQMoSTAxCkkwMApOdHEESwNHP7mZmZmZmZpYAQAAAGNxBVgEAAAAw7wKInEGWAEAAABkcQdjX2NvZGVjcwplbmNvZGUKcQgoWAMAAAAAw79xCVgGAAAAbGF0aW4xcQp0cQtScQxYAQAAAGVxDX1xDihYAQAAAHhxDyhLAXRxEFgBAAAAeXERKXV1Lg==',
  'gAJ9cQAoWAEAAABhcQFdcQIoSwFK/v///00sAUpwEQEAigYAAAAAAAGKCwAAAAAAAAAAAAABiggAAAAAAAAAgGVYAQAAAGJxA4iJTodxBEsDRz+5mZmZmZmaWAEAAABjcQVYBAAAAMO8CiJxBlgBAAAAZHEHY19jb2RlY3MKZW5jb2RlCnEIWAMAAAAAw79xCVgGAAAAbGF0aW4xcQqGcQtScQxYAQAAAGVxDX1xDihYAQAAAHhxD0sBhXEQWAEAAAB5cREpdXUu',
  'gAN9cQAoWAEAAABhcQFdcQIoSwFK/v///00sAUpwEQEAigYAAAAAAAGKCwAAAAAAAAAAAAABiggAAAAAAAAAgGVYAQAAAGJxA4iJTodxBEsDRz+5mZmZmZmaWAEAAABjcQVYBAAAAMO8CiJxBlgBAAAAZHEHQwIA/3EIWAEAAABlcQl9cQooWAEAAAB4cQtLAYVxDFgBAAAAeXENKXV1Lg==',
  'gASVeAAAAAAAAAB9lCiMAWGUXZQoSwFK/v///00sAUpwEQEAigYAAAAAAAGKCwAAAAAAAAAAAAABiggAAAAAAAAAgGWMAWKUiIlOh5RLA0c/uZmZmZmZmowBY5SMBMO8CiKUjAFklEMCAP+UjAFllH2UKIwBeJRLAYWUjAF5lCl1dS4=',
  'gAWVeAAAAAAAAAB9lCiMAWGUXZQoSwFK/v///00sAUpwEQEAigYAAAAAAAGKCwAAAAAAAAAAAAABiggAAAAAAAAAgGWMAWKUiIlOh5RLA0c/uZmZmZmZmowBY5SMBMO8CiKUjAFklEMCAP+UjAFllH2UKIwBeJRLAYWUjAF5lCl1dS4='
]

describe('plain values', () => {
  it.each(samples.map((sample, protocol) => [protocol, sample]))('of protocol %i are those of Python', (_, sample) => {
    expect(unpickle(fromBase64(String(sample)))).toEqual(
      new Map<PickleValue, PickleValue>([
        ['a', [1, -2, 300, 70000, 2 ** 40, 2n ** 80n, -(2n ** 63n)]],
        ['b', [true, false, null]],
        [3, 0.1],
        ['c', 'ü\n"'],
        ['d', Uint8Array.of(0, 255)],
        [
          'e',
          new Map<PickleValue, PickleValue>([
            ['x', [1]],
            ['y', []]
          ])
        ]
      ])
    )
  })

  it.each<[string, PickleValue]>([
    ["S'it\\'s \\x41\\n'\n.", "it's A\n"],
    ['Vd\\u00fc\\U0001f600\n.', 'dü😀'],
    ['I01\n.', true],
    ['I-7\n.', -7],
    ['L123456789012345678901234567890L\n.', 123456789012345678901234567890n],
    ['F-inf\n.', Number.NEGATIVE_INFINITY],
    ['U\x02\xe9t.', 'ét'],
    ['U\x01\x80.', '\x80'],
    ['V\xe9\n.', 'é'],
    ['\x8a\0.', 0],
    ['\x8a\x02\xff\x7f.', 32767],
    ['\x8a\x01\xff.', -1],
    ['\x8f(K\x01K\x02\x90.', new Set([1, 2])],
    ['(K\x01K\x01\x91.', new Set([1])],
    ['(K\x01K\x02l.', [1, 2]],
    ['(K\x01K\x02d.', new Map([[1, 2]])],
    ['(K\x01K\x021K\x05.', 5],
    ['K\x052\x86.', [5, 5]],
    ['\x96\x02\0\0\0\0\0\0\0ab.', Uint8Array.of(97, 98)],
    ['ccollections\nOrderedDict\n(](K\x01K\x02\x86etR.', new Map([[1, 2]])],
    ['c_codecs\nencode\n(X\x03\0\0\0\xc3\xbfaX\x06\0\0\0latin1tR.', Uint8Array.of(255, 97)],
    ['ctorch\nSize\n(K\x01K\x02\x86tR.', [1, 2]],
    ['ctorch\ndevice\n(U\x04cudaK\x01tR.', 'cuda:1'],
    ['ctorch\nfloat16\n.', { kind: 'name', name: 'torch.float16' }],
    ['c__builtin__\nset\n(](K\x01etR.', new Set([1])]
  ])('%j', (pickle, value) => {
    expect(read(pickle)).toEqual(value)
  })

  it('keep what is shared shared, also in a circle', () => {
    const [a, b] = read(']q\0]q\x01\x86.') as PickleValue[][]
    expect(a).not.toBe(b)
    const [c, d] = read(']q\0h\0\x86.') as PickleValue[][]
    expect(c).toBe(d)
    const circle = read(']q\0h\0a.') as PickleValue[]
    expect(circle[0]).toBe(circle)
  })

  it('of several pickles behind each other are read one by one', () => {
    const two = bytes('K\x01.K\x02.')
    expect(unpickleAt(two, 0)).toEqual({ value: 1, end: 3 })
    expect(unpickleAt(two, 3)).toEqual({ value: 2, end: 6 })
  })

  it('take numbers and arrays of NumPy', () => {
    const dtype = (code: string, order: string): string =>
      `cnumpy\ndtype\n(U\x02${code}\x89\x88tR(K\x03U\x01${order}NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb`
    expect(read(`cnumpy.core.multiarray\nscalar\n(${dtype('i2', '>')}C\x02\x01\x02tR.`)).toBe(258)
    expect(read(`cnumpy._core.multiarray\nscalar\n(${dtype('f4', '<')}C\x04\0\0\0?tR.`)).toBe(0.5)
    const array = `cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\x85C\x01btR(K\x01K\x02K\x01\x86${dtype('u1', '|')}\x89C\x02\x05\x06tb.`
    expect(read(array)).toEqual({
      kind: 'numpy-array',
      dtype: 'u8',
      bigEndian: false,
      fortran: false,
      shape: [2, 1],
      bytes: Uint8Array.of(5, 6)
    })
    expect(errorOf(() => read(array.replace('\x05\x06', '\x05').replace('C\x02', 'C\x01'))).message).toContain(
      'shape [2, 1] with 1 bytes'
    )
  })
})

describe('settings of a library', () => {
  const config = 'cvit_prisma.sae.config\nVisionModelSAERunnerConfig\n)\x81'

  it('are their attributes, and no object of its class', () => {
    const values = new Map<PickleValue, PickleValue>([['d_in', 16]])
    expect(read(`${config}}U\x04d_inK\x10sb.`)).toEqual({ kind: 'settings', values })
    expect(read(`${config}}U\x04d_inK\x10sN\x86b.`)).toEqual({ kind: 'settings', values })
  })

  it('have attributes by name, and their class calls nothing', () => {
    expect(errorOf(() => read(`${config}K\x01b.`))).toMatchObject({ code: 'malformed' })
    expect(errorOf(() => read('cvit_prisma.sae.config\nopen\n.'))).toMatchObject({ code: 'unsupported' })
  })
})

describe('what is not run', () => {
  it.each([
    ['cos\nsystem\n(U\x02lstR.', 'os.system'],
    ['\x8c\x02os\x8c\x06system\x93.', 'os.system'],
    ['(ios\nsystem\n.', 'os.system'],
    ['cbuiltins\neval\n.', 'builtins.eval'],
    ['c__builtin__\ngetattr\n.', '__builtin__.getattr'],
    ['ctorch\n_utils._rebuild_tensor_v2.__globals__\n.', 'torch._utils._rebuild_tensor_v2.__globals__'],
    ['cnumpy\nload\n.', 'numpy.load'],
    ['c__proto__\nconstructor\n.', '__proto__.constructor'],
    ['ctorch\nfloat16\n(tR.', 'torch.float16'],
    ['ctorch.storage\n_load_from_bytes\n.', 'torch.storage._load_from_bytes']
  ])('%j is refused by name', (pickle, name) => {
    const error = errorOf(() => read(pickle))
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain(`${name}, which Loupe does not run`)
  })

  it.each([
    ['\x82\x01.', 'extension'],
    ['\x97.', 'out-of-band'],
    ['\x80\x09N.', 'protocol 9'],
    ['ccollections\nOrderedDict\n)}U\x01aK\x01s\x92.', 'named arguments'],
    ['(U\x06moduleU\x01aU\x01bU\x01ctQ.', 'whole module'],
    ['cnumpy\ndtype\n(U\x02O8tR.', 'NumPy type “O8”'],
    ['K\x01}b.', 'state of an object']
  ])('%j is refused', (pickle, words) => {
    const error = errorOf(() => read(pickle))
    expect([error.code, error.message]).toEqual(['unsupported', expect.stringContaining(words)])
  })

  it('persistent ids are refused where nobody looks for them', () => {
    expect(errorOf(() => unpickle(bytes('Pkey\n.'))).message).toContain('outside of its pickle')
  })
})

describe('what makes no sense', () => {
  it.each([
    ['', 'truncated', 'byte 0'],
    ['K', 'truncated', 'byte 1'],
    ['X\xff\xff\xff\x7fa', 'truncated', 'ends at byte 6'],
    ['\x8d\xff\xff\xff\xff\xff\xff\xff\xffa', 'truncated', 'ends at byte'],
    ['\x8b\xff\xff\xff\xff.', 'malformed', 'whole number of -1 bytes'],
    ['T\xff\xff\xff\xff.', 'malformed', 'length of -1'],
    ['X\x01\0\0\0\xff.', 'malformed', 'not UTF-8'],
    ['\x01', 'malformed', '0x1 at byte 0'],
    ['.', 'malformed', 'a value is missing'],
    ['t.', 'malformed', 'a mark is missing'],
    ['h\x05.', 'malformed', 'place 5'],
    ['gx\n.', 'malformed', 'no number'],
    ['K\x01K\x02a.', 'malformed', 'no list'],
    ['}(K\x01u.', 'malformed', 'key without a value'],
    ['Iten\n.', 'malformed', 'number'],
    ['ctorch\nSize\n(]]atR.', 'malformed', 'a size holds ?'],
    ['ctorch._utils\n_rebuild_parameter\n(NtR.', 'malformed', 'without a tensor']
  ])('%j', (pickle, code, words) => {
    const error = errorOf(() => read(pickle))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
  })

  it('a pickle with no end of objects ends', () => {
    const many = errorOf(() => unpickle(new Uint8Array(1_100_000).fill(0x7d)))
    expect([many.code, many.message]).toEqual(['unsupported', expect.stringContaining('a million lists or dictionaries')])
    const text = `X\0\0\x10\0${'a'.repeat(2 ** 20)}q\0`
    const calls = errorOf(() => read(`${text}${'0c_codecs\nencode\n(h\0U\x06latin1tR'.repeat(1000)}.`))
    expect(calls.message).toContain('millions of Python objects')
  })

  it('deep lists do not overflow anything', () => {
    const deep = unpickle(bytes(`${']'.repeat(200_000)}${'a'.repeat(199_999)}.`))
    expect(errorOf(() => namedTensors(deep)).message).toContain('nested more than 64 deep')
    expect(errorOf(() => read(`ctorch\nSize\n(${']'.repeat(50_000)}${'a'.repeat(49_999)}tR.`)).message).toContain(
      'a size holds ?'
    )
  })

  it('a circle ends', () => {
    expect(errorOf(() => namedTensors(read(']q\0h\0a.'))).message).toContain('nested')
  })
})

it('any operations in any order give a value or a LoupeError', () => {
  const words = [
    '(',
    ')',
    ']',
    '}',
    't',
    'l',
    'd',
    'a',
    'e',
    's',
    'u',
    'R',
    'b',
    'Q',
    '0',
    '1',
    '2',
    'N',
    'q\0',
    'h\0',
    'o',
    '\x81',
    '\x85',
    '\x86',
    '\x87',
    '\x88',
    '\x8f',
    '\x90',
    '\x91',
    '\x92',
    '\x93',
    '\x94',
    'K\x02',
    'K\0',
    'U\x01a',
    'C\x02ab',
    'G\x3f\xf0\0\0\0\0\0\0',
    'ctorch\nSize\n',
    'ctorch\nFloatStorage\n',
    'ctorch\nint8\n',
    'ctorch._utils\n_rebuild_tensor_v2\n',
    'ctorch._utils\n_rebuild_tensor_v3\n',
    'ctorch._tensor\n_rebuild_from_type_v2\n',
    'ccollections\nOrderedDict\n',
    'cnumpy\ndtype\n',
    'cnumpy.core.multiarray\nscalar\n',
    'cnumpy.core.numeric\n_frombuffer\n',
    'c_codecs\nencode\n',
    '(U\x07storagectorch\nFloatStorage\nU\x010U\x03cpuK\x06tQ'
  ]
  const programs = fc.array(fc.constantFrom(...words), { maxLength: 60 })
  fc.assert(
    fc.property(programs, (program) => {
      try {
        namedTensors(read(`${program.join('')}.`))
      } catch (thrown) {
        if (!(thrown instanceof LoupeError) || thrown.code === 'internal') throw thrown
      }
    }),
    { numRuns: 3000, seed: 3 }
  )
})
