/**
 * Conversion of a large dictionary through the command line: time, and the greatest memory of any of its processes (Linux).
 *
 *   npm run bench:convert -- [--dims 4096] [--features 65536] [--formats saelens,dictionary-learning] [--json] [--write]
 *
 * The dictionary is a SAELens folder of seeded numbers, made in the folder for temporary files: it takes 3 times its size there.
 */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const machine = machineLine()
const dims = Number(option('dims', 4096))
const features = Number(option('features', 65_536))
const formats = option('formats', 'saelens,dictionary-learning').split(',')

const folder = mkdtempSync(join(tmpdir(), 'loupe-bench-'))
try {
  const source = join(folder, 'source')
  const bytes = makeDictionary(source)
  const runs = []
  for (const format of formats) {
    const out = join(folder, format)
    runs.push({ from: 'saelens', to: format, ...(await convert(source, out, format)) })
    // And back: matrices that lie the other way round are the harder case.
    if (format === 'dictionary-learning')
      runs.push({ from: format, to: 'saelens', ...(await convert(out, join(folder, 'back'), 'saelens')) })
    for (const name of [format, 'back']) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const figures = { dims, features, bytes, runs, machine, versions: ownVersions() }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(runs)
  if (process.argv.includes('--write')) writeSection('convert', section(figures))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** TopK, so that it can be written in most formats; numbers from a small generator, row by row. */
function makeDictionary(path) {
  mkdirSync(path)
  const shapes = { W_dec: [features, dims], W_enc: [dims, features], b_dec: [dims], b_enc: [features] }
  const header = {}
  let end = 0
  for (const [name, shape] of Object.entries(shapes)) {
    const begin = end
    end += 4 * shape.reduce((product, size) => product * size, 1)
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] }
  }
  const text = Buffer.from(JSON.stringify(header).padEnd(Math.ceil(JSON.stringify(header).length / 8) * 8))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  const file = openSync(join(path, 'sae_weights.safetensors'), 'w')
  writeSync(file, Buffer.concat([length, text]))
  const piece = new Float32Array(1 << 20)
  let state = 8
  for (let at = 0; at < end; at += piece.byteLength) {
    for (let i = 0; i < piece.length; i += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      piece[i] = (state / 2 ** 32 - 0.5) / 16
    }
    writeSync(file, Buffer.from(piece.buffer, 0, Math.min(piece.byteLength, end - at)))
  }
  closeSync(file)
  const about = { architecture: 'topk', k: 32, d_in: dims, d_sae: features, dtype: 'float32', apply_b_dec_to_input: true }
  writeFileSync(join(path, 'cfg.json'), JSON.stringify({ ...about, metadata: { sae_lens_version: '6.54.12' } }))
  return end
}

async function convert(from, out, format) {
  const started = performance.now()
  const parameters = [resolve(import.meta.dirname, '../out/main/cli.cjs'), 'convert', from, out, '--format', format, '--json']
  const child = spawn(runtimeNode(), parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  let answer = ''
  child.stdout.on('data', (text) => {
    answer += text
  })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, ...familyOf(child.pid).map(greatestMemory))
  }, 250)
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(watch)
  if (code !== 0) throw new Error(answer)
  const { verified } = JSON.parse(answer)
  return {
    seconds: Math.round((performance.now() - started) / 1000),
    peak_mb: Math.round(peak / 1024),
    max_difference_acts: verified.maxDifferenceActs,
    max_difference_recon: verified.maxDifferenceRecon
  }
}

/** A process and those that it started. */
function familyOf(pid) {
  const all = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  const parents = new Map(all.map((each) => [Number(each), Number(/^PPid:\s+(\d+)/m.exec(statusOf(each))?.[1])]))
  const family = [pid]
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child)
  return family
}

/** KiB of memory that a process had at most. */
function greatestMemory(pid) {
  return Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0)
}

/** Empty for a process that has ended. */
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

function section({ bytes, runs }) {
  const rows = runs.map(({ from, to, seconds, peak_mb, max_difference_acts, max_difference_recon }) => [
    from,
    to,
    seconds,
    peak_mb,
    max_difference_acts.toExponential(1),
    max_difference_recon.toExponential(1)
  ])
  return `## Conversion of a large dictionary

A TopK autoencoder of ${dims.toLocaleString('en-US')} dimensions and ${features.toLocaleString('en-US')} features, ${(bytes / 2 ** 30).toFixed(1)} GiB of f32, read, written, read back and compared (\`npm run bench:convert -- --write\`).
Memory is the greatest of any process (VmHWM).

${table(['from', 'to', 'seconds', 'memory, MB', 'greatest difference of activations', 'of reconstructions'], rows)}

${machine}`
}
