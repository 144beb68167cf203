/** Small activation files as researchers write them, for scenarios that make projects: shards, archives, pairs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { png } from '../../unit/main/datasets/images/pictures'

export const sequences = 48
export const positions = 32
export const rows = sequences * positions
export const width = 24

/** Rows around a few centers, the same for the same seed. */
export function values(count: number, seed: number, columns = width): Float32Array {
  let state = seed * 2_654_435_761 + 1
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  }
  const centers = Array.from({ length: 4 }, () => Array.from({ length: columns }, () => 8 * random()))
  const out = new Float32Array(count * columns)
  for (let row = 0; row < count; row++)
    for (let column = 0; column < columns; column++) out[row * columns + column] = centers[row % 4][column] + 3 * random()
  return out
}

export function npy(data: Float32Array | Int32Array, shape: number[]): Buffer {
  const dtype = data instanceof Float32Array ? '<f4' : '<i4'
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
  const head = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const length = Buffer.alloc(2)
  length.writeUInt16LE(head.length)
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  return Buffer.concat([magic, length, Buffer.from(head, 'latin1'), Buffer.from(data.buffer)])
}

/** `numpy.savez`: a zip archive whose entries are stored. */
export function npz(arrays: Record<string, Buffer>): Buffer {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, data] of Object.entries(arrays)) {
    const file = Buffer.from(`${name}.npy`)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(file.length, 22)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, file, data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, file]))
    entries.push(entry)
    offset += entry.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...entries, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const words = ['The', ' cat', ' sat', ' on', ' the', ' mat', '.', '\n']

/** Three shards, an array of token ids, and the text of the ids. */
export function writeShards(folder: string): string {
  mkdirSync(folder)
  const each = rows / 3
  for (let shard = 0; shard < 3; shard++)
    writeFileSync(join(folder, `chunk-${shard}.npy`), npy(values(each, shard + 1), [each, width]))
  const ids = Int32Array.from({ length: rows }, (_, row) => row % words.length)
  writeFileSync(join(folder, 'tokens.npy'), npy(ids, [sequences, positions]))
  writeFileSync(join(folder, 'vocab.json'), JSON.stringify(Object.fromEntries(words.map((word, id) => [word, id]))))
  return folder
}

/** Two layers in one archive; the second is wider, so that it would be taken by itself. */
export function writeArchive(path: string): string {
  const resid = npy(values(rows, 7), [sequences, positions, width])
  const mlp = npy(values(rows, 8, 2 * width), [sequences, positions, 2 * width])
  writeFileSync(path, npz({ resid_pre: resid, mlp_hidden: mlp }))
  return path
}

/** `tofile`: numbers and nothing else. */
export function writeRaw(path: string): string {
  writeFileSync(path, Buffer.from(values(rows, 9).buffer))
  return path
}

/** Input and output of an MLP, and a row table that says the kind of each row. */
export function writePair(folder: string): { input: string; output: string; table: string } {
  mkdirSync(folder)
  const [input, output, table] = ['mlp_in.npy', 'mlp_out.npy', 'rows.csv'].map((name) => join(folder, name))
  writeFileSync(input, npy(values(rows, 11), [rows, width]))
  writeFileSync(output, npy(values(rows, 12, width / 2), [rows, width / 2]))
  const kinds = ['code', 'prose', 'numbers', 'verse']
  const lines = Array.from({ length: rows }, (_, row) => `w${row},${Math.floor(row / 64)},${row % 64},${kinds[row % 4]}`)
  writeFileSync(table, ['token,doc,pos,domain', ...lines].join('\n'))
  return { input, output, table }
}

/** Activations of a vision model, with a table that names a picture for each row; one of them is not there. */
export function writePictures(folder: string): { activations: string; table: string; count: number } {
  const count = 60
  mkdirSync(join(folder, 'pictures'), { recursive: true })
  for (let row = 1; row < count; row += 1)
    writeFileSync(join(folder, 'pictures', `${row}.png`), png(6, 4, [4 * row, row % 2 ? 200 : 0, 90]))
  const lines = Array.from({ length: count }, (_, row) => `pictures/${row}.png,${row % 2 ? 'green' : 'blue'}`)
  const [activations, table] = [join(folder, 'vit.npy'), join(folder, 'rows.csv')]
  writeFileSync(activations, npy(values(count, 5), [count, width]))
  writeFileSync(table, ['image,label', ...lines].join('\n'))
  return { activations, table, count }
}
