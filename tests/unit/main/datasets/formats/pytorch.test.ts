/** PyTorch files against the rows PyTorch wrote, and files that ask for more than tensors. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { openSource } from '../../../../../main/datasets/open-source'
import { activationFixture, errorOf, fixtures, temporaryFolder, writeText } from '../support'
import { type HandMade, mutations, zipBytes } from './archives'
import { readAll, goldenRows as rows } from './golden-rows'

const folder = temporaryFolder()
const fixture = (name: string): string => join(fixtures, 'pytorch', name)
const part = (from: number, to: number): Float32Array => rows.slice(from * 16, to * 16)

async function arraysOf(path: string): Promise<string[]> {
  const opened = await openSource({ path })
  await opened.close()
  return opened.arrays.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`)
}

describe('tensors', () => {
  it('of the golden files are the rows', async () => {
    expect((await readAll(activationFixture('tensor.pt'))).values).toEqual(rows)
    const names = (await arraysOf(activationFixture('cache-dict.pt'))).map((line) => line.split(' ')[0])
    for (const name of names) {
      const found = await readAll(activationFixture('cache-dict.pt'), name)
      if (found.values.length === rows.length) expect(found).toEqual({ rows: 192, dIn: 16, values: rows })
    }
    expect((await readAll(activationFixture('cache-dict.pt'))).values).toEqual(rows)
  })

  it.each(['stream.pt', 'stream-protocol4.pt', 'protocol5.pt', 'deflated.pt', 'others.pt'])(
    'of %s are the rows',
    async (name) => {
      expect((await readAll(fixture(name))).values).toEqual(rows)
    }
  )

  it('that are views of one storage are both read', async () => {
    expect((await readAll(fixture('stream-views.pt'), 'tail')).values).toEqual(part(100, 192))
    expect((await readAll(fixture('stream-views.pt'), 'whole')).values).toEqual(rows)
  })

  it.each([
    ['transposed', 192],
    ['columns', 192],
    ['spread', 192],
    ['heads', 192],
    ['heads_permuted', 192],
    ['sequences_last', 192]
  ])('as a view (%s) are the rows, whole and in parts', async (array, count) => {
    const reader = await openActivations({ path: fixture('views.pt'), array })
    expect([reader.rows, reader.dIn]).toEqual([count, 16])
    for (const [from, to] of [
      [0, 192],
      [0, 1],
      [191, 192],
      [5, 60],
      [16, 48],
      [15, 33]
    ]) {
      expect(await reader.read(from, to - from)).toEqual(part(from, to))
    }
    await reader.close()
  })

  it('as a part, with steps, and repeated without being stored', async () => {
    expect((await readAll(fixture('views.pt'), 'tail')).values).toEqual(part(100, 192))
    const third = await readAll(fixture('views.pt'), 'every_third')
    expect(third.values.slice(16, 32)).toEqual(part(3, 4))
    expect(third.rows).toBe(64)
    const repeated = await readAll(fixture('views.pt'), 'repeated')
    expect(repeated.values).toEqual(Float32Array.from({ length: 80 }, (_, i) => rows[7 * 16 + (i % 16)]))
  })

  it.each(['dtypes.pt', 'big-endian.pt'])('of every type are read from %s', async (name) => {
    const count = Float32Array.from({ length: 40 }, (_, i) => i)
    const arrays = await arraysOf(fixture(name))
    expect(arrays.map((line) => line.split(' ')[1])).toEqual([
      'f64',
      'f16',
      'bf16',
      'i64',
      'i32',
      'i16',
      'i8',
      'u8',
      'u16',
      'u32',
      'u64',
      'bool'
    ])
    for (const [array] of arrays.slice(0, -1).map((line) => line.split(' '))) {
      expect((await readAll(fixture(name), array)).values).toEqual(count)
    }
    expect((await readAll(fixture(name), 'bool')).values).toEqual(count.map((value) => (value % 3 === 0 ? 1 : 0)))
  })

  it('are named by the way to them', async () => {
    expect(await arraysOf(fixture('nested.pt'))).toEqual([
      'layer.0.0 f32 [50, 16]',
      'layer.0.1.0 f32 [142, 16]',
      'layer.0.0 (2) f32 [3, 16]'
    ])
    expect((await readAll(fixture('nested.pt'), 'layer.0.1.0')).values).toEqual(part(50, 192))
    expect((await readAll(fixture('nested.pt'), 'layer.0.0 (2)')).values).toEqual(part(0, 3))
    expect(await arraysOf(fixture('list.pt'))).toEqual(['0 f32 [90, 16]', '1 f32 [102, 16]'])
    expect(await arraysOf(fixture('state-dict.pt'))).toEqual([
      '0.weight f32 [3, 4]',
      '0.bias f32 [3]',
      '1.weight f32 [3]',
      '1.bias f32 [3]'
    ])
  })

  it.each([
    ['sparse', 'is sparse'],
    ['csr', 'is sparse'],
    ['quantized', 'is quantized'],
    ['complex', 'complex numbers'],
    ['conjugated', 'conjugated view'],
    ['negated', 'negated'],
    ['meta', 'no numbers'],
    ['float8', 'float8_e4m3fn'],
    ['numpy', 'NumPy array']
  ])('that are no plain arrays (%s) are refused by name', async (array, words) => {
    const error = await errorOf(openActivations({ path: fixture('others.pt'), array }))
    expect([error.code, error.place]).toEqual(['unsupported', fixture('others.pt')])
    expect(error.message).toContain(`the tensor “${array}”`)
    expect(error.message).toContain(words)
  })
})

describe('files that are refused', () => {
  it.each([
    ['torchscript.pt', 'TorchScript'],
    ['module.pt', 'asks for torch.nn.modules.linear.Linear, which Loupe does not run'],
    ['hostile.pt', 'asks for posix.system, which Loupe does not run'],
    ['hostile-stream.pt', 'asks for posix.system, which Loupe does not run']
  ])('%s', async (name, words) => {
    const error = await errorOf(openActivations({ path: fixture(name) }))
    expect([error.code, error.place]).toEqual(['unsupported', fixture(name)])
    expect(error.message).toContain(`“${name}”`)
    expect(error.message).toContain(words)
    expect(error.hint).toContain('tensors')
  })

  const text = (value: string): string => `X${String.fromCharCode(value.length)}\0\0\0${value}`
  const tensor = (shape: string, stride: string, elements = 'K\x06'): string =>
    `ctorch._utils\n_rebuild_tensor_v2\n((${text('storage')}ctorch\nFloatStorage\n${text('0')}${text('cpu')}${elements}tQK\0(${shape}t(${stride}t\x89}tR.`
  const archive = (pickle: string, more: HandMade[] = [{ name: 'a/data/0', content: Buffer.alloc(24) }]): Buffer =>
    zipBytes([{ name: 'a/data.pkl', content: Buffer.from(`\x80\x02${pickle}`, 'latin1') }, ...more])
  const good = tensor('K\x02K\x03', 'K\x03K\x01')
  const data: HandMade = { name: 'a/data/0', content: Buffer.alloc(24) }

  it('but not the plain one they are made from', async () => {
    const path = writeText(folder, 'good.pt', archive(good))
    expect(await readAll(path)).toEqual({ rows: 2, dIn: 3, values: new Float32Array(6) })
  })

  it.each<[string, Buffer, string, string]>([
    ['beyond-storage', archive(tensor('K\x02K\x04', 'K\x04K\x01')), 'malformed', 'reaches beyond its storage of 24 bytes'],
    ['wide-stride', archive(tensor('K\x02K\x03', 'J\xff\xff\xff\x7fK\x01')), 'malformed', 'reaches beyond'],
    ['negative', archive(tensor('J\xff\xff\xff\xffK\x03', 'K\x03K\x01')), 'malformed', 'the shape of a tensor holds -1'],
    ['endless', archive(tensor('J\xff\xff\xff\x7fJ\xff\xff\xff\x7f', 'K\0K\0')), 'malformed', 'reaches beyond'],
    ['large-storage', archive(tensor('K\x02K\x03', 'K\x03K\x01', 'K\x07')), 'truncated', 'needs 28 bytes'],
    ['no-storage', archive(good, []), 'truncated', 'lacks the numbers of a tensor (data/0)'],
    ['byte-order', archive(good, [data, { name: 'a/byteorder', content: Buffer.from('middle') }]), 'malformed', 'byte order'],
    ['no-pickle', zipBytes([data]), 'unsupported', 'neither .npz nor PyTorch'],
    ['two-pickles', archive(good, [data, { name: 'b/data.pkl', content: Buffer.from('N.') }]), 'unsupported', 'neither'],
    [
      'long-pickle',
      zipBytes([{ name: 'a/data.pkl', content: Buffer.alloc(9), deflated: true, bytes: 2 ** 40 }]),
      'unsupported',
      'bytes long'
    ],
    ['plain', Buffer.from('\x80\x02N.'), 'malformed', 'though its name says so'],
    ['no-tensors', archive('}.'), 'unsupported', 'holds no array'],
    ['deep', archive(`${']'.repeat(5000)}${'a'.repeat(4999)}.`), 'malformed', 'nested more than 64 deep'],
    ['laughing', archive(`]q\0${`0]q\x01(${'h\0'.repeat(40)}eq\0`.repeat(12)}.`), 'unsupported', 'too much besides its tensors']
  ])('%s', async (name, bytes, code, words) => {
    const path = writeText(folder, `${name}.pt`, bytes)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(`“${name}.pt”`)
    expect(error.message).toContain(words)
  })

  it('streams that end early or count wrongly', async () => {
    const whole = readFileSync(fixture('stream.pt'))
    const cut = await errorOf(openActivations({ path: writeText(folder, 'cut.pt', whole.subarray(0, -1)) }))
    expect([cut.code, cut.message]).toEqual(['truncated', expect.stringContaining(`it has ${whole.length - 1}`)])
    const count = whole.length - 192 * 16 * 4 - 8
    const lying = Buffer.from(whole)
    lying.writeBigInt64LE(-1n, count)
    const negative = await errorOf(openActivations({ path: writeText(folder, 'negative-count.pt', lying) }))
    expect([negative.code, negative.message]).toEqual(['malformed', expect.stringContaining(`byte ${count}`)])
  })
})

it('reads mutated files or says what is wrong with them', async () => {
  const sources = ['stream-views.pt', 'protocol5.pt', 'nested.pt', 'state-dict.pt', 'deflated.pt'].map((name) =>
    readFileSync(fixture(name))
  )
  let refused = 0
  for (const [index, bytes] of [...mutations(sources, 400, 11)].entries()) {
    const path = writeText(folder, `mutated-${index}.pt`, bytes)
    const error = await readAll(path).then(
      () => undefined,
      (thrown) => errorOf(Promise.reject(thrown))
    )
    if (error) expect([error.place, error.code === 'internal']).toEqual([path, false])
    if (error) refused += 1
  }
  expect(refused).toBeGreaterThan(150)
})
