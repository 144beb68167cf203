/**
 * Reading activations beside `dd` and beside NumPy, in one run, repeated in turn: sequential batches and shuffled ones, for
 * f32, f16 and bf16. Every measurement is a process of its own and begins with the file out of the page cache (`dd` can ask
 * for that without being root), so that the disk has its part in it; Linux only.
 *
 *   npm run bench:reading [-- --json] [-- --write] [-- --rows 400000] [-- --rounds 5]
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { peerPython } from './peers/environment.mjs'
import { bundled } from './report/bundle.mjs'
import { median, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const [rows, rounds] = [Number(option('rows', 400_000)), Number(option('rounds', 5))]
const [dIn, batchRows] = [768, 4096]
const machine = machineLine()
const bytesOf = { f32: 4, f16: 2, bf16: 2 }

const python = peerPython()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const program = await bundled(resolve(import.meta.dirname, 'reading', 'loupe-reading.ts'))
  const results = []
  for (const dtype of Object.keys(bytesOf)) results.push(...measure(program, dtype))
  const figures = { rows, dIn, batch_rows: batchRows, rounds, machine, results, versions: versions() }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(results)
  if (process.argv.includes('--write')) writeSection('reading', section(figures))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function measure(program, dtype) {
  const path = makeFile(dtype)
  const bytes = rows * dIn * bytesOf[dtype]
  const runs = []
  for (let round = 0; round < rounds; round += 1) {
    for (const how of ['sequential', 'shuffled']) {
      const disk = bytes / raw(path)
      const own = cold(path, runtimeNode(), [program, how, path, String(batchRows)])
      const script = resolve(import.meta.dirname, 'reading', 'numpy_reading.py')
      const numpy = python && cold(path, python, [script, how, path, String(batchRows)])
      const rate = (result) => (result.rows * dIn * bytesOf[dtype]) / result.seconds
      runs.push({ how, raw: disk, loupe: rate(own), numpy: numpy ? rate(numpy) : Number.NaN, peakMB: own.peakMB })
    }
  }
  rmSync(path)
  return ['sequential', 'shuffled'].map((how) =>
    summary(
      dtype,
      runs.filter((one) => one.how === how)
    )
  )
}

/** Medians over the rounds; ratios are medians of the ratios within a round. */
function summary(dtype, runs) {
  const of = (pick) => median(runs.map(pick))
  return {
    dtype,
    how: runs[0].how,
    raw_mb_per_s: of((one) => one.raw / 1e6),
    loupe_mb_per_s: of((one) => one.loupe / 1e6),
    numpy_mb_per_s: of((one) => one.numpy / 1e6),
    ratio_to_raw: of((one) => one.loupe / one.raw),
    ratio_to_numpy: of((one) => one.loupe / one.numpy),
    peak_mb: of((one) => one.peakMB)
  }
}

/** Seconds that dd takes to read the file and throw it away. */
function raw(path) {
  forget(path)
  const from = performance.now()
  execFileSync('dd', [`if=${path}`, 'of=/dev/null', 'bs=4M'], { stdio: 'ignore' })
  return (performance.now() - from) / 1000
}

/** Drops the file from the page cache. */
function forget(path) {
  execFileSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' })
}

function cold(path, command, args) {
  forget(path)
  return run(command, args)
}

function run(command, args) {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, PYTHONWARNINGS: 'ignore' } }))
}

/** Random bits with the exponent kept small, so that every type gets finite numbers. */
function makeFile(dtype) {
  const path = join(work, dtype === 'bf16' ? 'bf16.safetensors' : `${dtype}.npy`)
  const file = openSync(path, 'w')
  writeSync(file, dtype === 'bf16' ? safetensorsHead() : npyHead(dtype))
  const block = new Uint16Array(1 << 20)
  for (let i = 0; i < block.length; i += 1) block[i] = wordOf(dtype, i)
  const bytes = Buffer.from(block.buffer)
  for (let left = rows * dIn * bytesOf[dtype]; left > 0; left -= bytes.length)
    writeSync(file, bytes.subarray(0, Math.min(left, bytes.length)))
  closeSync(file)
  return path
}

/** Numbers between 1 and 2: an exponent, and a mantissa of a mixed-up counter. */
function wordOf(dtype, i) {
  const mixed = (i * 40_503) & 0xffff
  if (dtype === 'f16') return 0x3c00 | (mixed & 0x3ff)
  if (dtype === 'bf16') return 0x3f80 | (mixed & 0x7f)
  return i % 2 === 1 ? 0x3f80 | (mixed & 0x7f) : mixed
}

function npyHead(dtype) {
  const text = `{'descr': '<f${bytesOf[dtype]}', 'fortran_order': False, 'shape': (${rows}, ${dIn}), }`
  const padded = `${text.padEnd(117)}\n`
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([padded.length, 0]), Buffer.from(padded)])
}

function safetensorsHead() {
  const data = rows * dIn * bytesOf.bf16
  const json = JSON.stringify({ acts: { dtype: 'BF16', shape: [rows, dIn], data_offsets: [0, data] } })
  const padded = json.padEnd(Math.ceil(json.length / 8) * 8)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([length, Buffer.from(padded)])
}

function versions() {
  const own = ownVersions()
  if (!python) return { ...own, numpy: null }
  return { ...own, numpy: execFileSync(python, ['-c', 'import numpy; print(numpy.__version__)'], { encoding: 'utf8' }).trim() }
}

function section({ results, versions: used }) {
  const whole = (value) => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en'))
  const ratio = (value) => (Number.isNaN(value) ? '–' : value.toFixed(2))
  const lines = results.map((one) => [
    one.dtype,
    one.how,
    whole(one.raw_mb_per_s),
    whole(one.loupe_mb_per_s),
    whole(one.numpy_mb_per_s),
    ratio(one.ratio_to_raw),
    ratio(one.ratio_to_numpy),
    `${whole(one.peak_mb)} MB`
  ])
  const what = `\`npm run bench:reading -- --write\`: ${rows.toLocaleString('en')} × ${dIn}, not in the page cache, batches of ${batchRows.toLocaleString('en')} rows as f32, medians of ${rounds} rounds; MB/s are of the file. Node ${used.node}, NumPy ${used.numpy ?? 'not there'} (memory-mapped, sliced, copied as f32; shuffled: sorted random rows of the whole file; bf16 through safetensors and PyTorch). Loupe shuffles blocks.\n`
  const head = ['type', 'how', 'dd MB/s', 'Loupe MB/s', 'NumPy MB/s', 'Loupe ÷ dd', 'Loupe ÷ NumPy', 'peak memory']
  return [`## Reading activations\n\n${machine}\n`, what, table(head, lines)].join('\n')
}
