/**
 * Trains with Loupe's own training station on rows in memory, asked for and answering like bench/peers/trainers/run.py:
 *
 *   node loupe-training.mjs '{"mode": "speed", "arch": "topk", "config": {…}, "train": "rows.npy", "seconds": 5}'
 *   node loupe-training.mjs '{"mode": "train", …, "validation": "other.npy", "decoder": "out.npy"}'
 *
 * `config`: fields of a run's configuration; the rest are Loupe's defaults for the data. `checkpoints`: a folder
 * in which `train` leaves its checkpoint; `speed` goes on from `checkpoint`, so that features fire as rarely as they do in a trained dictionary.
 */
import { spawnSync } from 'node:child_process'
import type { Batch, Tensor } from '../../contract/records/arrays'
import type { Architecture, RunConfig } from '../../contract/records/run'
import { npyPieces } from '../../main/codecs/npy'
import { openActivations } from '../../main/datasets/activations'
import { createLearner, startBackend } from '../../main/dictionaries'
import { environmentFor } from '../../main/dictionaries/backend/environment'
import { readState, writeCheckpoint } from '../../main/engine/jobs/entries/checkpoint-files'
import { writePieces } from '../../main/engine/jobs/entries/tensor-files'
import { createRandom, mixSeeds } from '../../main/maths/random'
import { permutation } from '../../main/maths/shuffle'
import { defaultConfig, measureInputs, train } from '../../main/training'

interface Request {
  mode: 'speed' | 'train'
  arch: Architecture
  config: Partial<RunConfig>
  train: string
  train_targets?: string
  validation?: string
  validation_targets?: string
  seconds?: number
  checkpoints?: string
  checkpoint?: string
  decoder?: string
}

interface Rows {
  values: Float32Array
  dIn: number
  count: number
  targets?: { values: Float32Array; dOut: number }
}

const request = JSON.parse(process.argv[2]) as Request
startedAs(environmentFor(request.config))
const data = await rowsOf(request.train, request.train_targets)
const backend = await startBackend()
const widths = { dIn: data.dIn, ...(data.targets ? { dOut: data.targets.dOut } : {}) }
const config = defaultConfig(request.arch, { ...widths, trainRows: data.count }, request.config)
const facts = await measureInputs(inOrder(data), widths)
/** The order of rows in an epoch; two epochs meet in a batch, so two are kept. */
const orders = {
  known: new Map<number, Uint32Array>(),
  of(epoch: number): Uint32Array {
    const found = this.known.get(epoch)
    if (found) return found
    const made = permutation(data.count, createRandom(mixSeeds(config.seed, epoch)))
    this.known.delete(epoch - 2)
    this.known.set(epoch, made)
    return made
  }
}
const result = request.mode === 'speed' ? await speed() : await quality()
const peakMB = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ ...result, peak_mb: peakMB, backend: `${backend.name} ${backend.version}` }))
process.exit(0)

/** Goes on in a process that began with this environment, as the engine starts a job: glibc reads its part before any of our code. */
function startedAs(wanted: Record<string, string>): void {
  if (Object.entries(wanted).every(([name, value]) => process.env[name] === value)) return
  const { status } = spawnSync(process.execPath, process.argv.slice(1), { env: { ...process.env, ...wanted }, stdio: 'inherit' })
  process.exit(status ?? 1)
}

/** Median of the steps' times after a warm-up. */
async function speed() {
  const learner = await createLearner(
    config,
    facts,
    request.checkpoint ? (await readState(request.checkpoint)).tensors : undefined
  )
  const sparsityCoefficient = config.sparsityCoefficient ?? 0
  const times: number[] = []
  const started = performance.now()
  let l0 = 0
  for (let step = 0; step < config.steps; step += 1) {
    const batch = batchOf(step)
    const before = performance.now()
    const numbers = learner.step(batch, { learningRate: config.learningRate, sparsityCoefficient, share: step / config.steps })
    times.push(performance.now() - before)
    l0 = numbers.l0
    if (step >= 4 && performance.now() - started > 1000 * (request.seconds ?? 10)) break
  }
  learner.dispose()
  const sorted = times.slice(2).sort((a, b) => a - b)
  const ms = sorted[Math.floor(sorted.length / 2)]
  return { ms_per_step: ms, rows_per_second: (1000 * config.batchRows) / ms, steps: times.length, l0 }
}

/** A whole run; the figures are those of its last validation. */
async function quality() {
  const validation = request.validation ? await rowsOf(request.validation, request.validation_targets) : undefined
  let last: Record<string, number | undefined> = {}
  let decoder: Tensor | undefined
  const before = performance.now()
  await train({
    config: { ...config, validateEverySteps: config.steps, checkpointEverySteps: config.steps },
    data: {
      trainRows: data.count,
      facts,
      async *batches(first) {
        for (let step = first; ; step += 1) yield batchOf(step)
      },
      async *validation() {
        if (validation) yield* inOrder(validation)
      }
    },
    sink: {
      points(points) {
        for (const point of points) if (point.split === 'validation') last = point.values
      },
      density() {},
      mark() {},
      warning: ({ title }) => console.error(title),
      async keepBatch() {},
      async checkpoint(state) {
        // Read from the backend here: the learner is gone when the training has ended.
        decoder = state.dictionary?.tensors.W_dec
        if (request.checkpoints) await writeCheckpoint(request.checkpoints, state)
      }
    },
    control: {
      wanted: () => 'run',
      takeCheckpointRequest: () => false,
      whenResumed: async () => undefined,
      heldUp: async () => undefined
    },
    signal: new AbortController().signal
  })
  const seconds = (performance.now() - before) / 1000
  if (request.decoder && decoder) writePieces(request.decoder, npyPieces(decoder.data, decoder.shape))
  return {
    config,
    seconds,
    rows_per_second: (config.steps * config.batchRows) / seconds,
    fvu: last.fvu,
    l0: last.l0,
    dead_on_validation: last.dead
  }
}

async function rowsOf(path: string, targets?: string): Promise<Rows> {
  const inputs = await everyRow(path)
  const rows: Rows = { values: inputs.values, dIn: inputs.width, count: inputs.count }
  if (!targets) return rows
  const outputs = await everyRow(targets)
  return { ...rows, targets: { values: outputs.values, dOut: outputs.width } }
}

async function everyRow(path: string) {
  const reader = await openActivations({ path })
  const values = new Float32Array(reader.rows * reader.dIn)
  const chunk = 8192
  for (let from = 0; from < reader.rows; from += chunk) {
    const count = Math.min(chunk, reader.rows - from)
    values.set(await reader.read(from, count), from * reader.dIn)
  }
  await reader.close()
  return { values, width: reader.dIn, count: reader.rows }
}

async function* inOrder(rows: Rows): AsyncIterable<Batch> {
  for (let from = 0; from < rows.count; from += 2048) {
    const count = Math.min(2048, rows.count - from)
    yield pick(
      rows,
      Uint32Array.from({ length: count }, (_, i) => from + i)
    )
  }
}

/** Batch of a step: epochs of shuffled rows, one after the other. */
function batchOf(step: number): Batch {
  const size = config.batchRows
  const ids = Uint32Array.from({ length: size }, (_, i) => {
    const at = step * size + i
    return orders.of(Math.floor(at / data.count))[at % data.count]
  })
  return pick(data, ids)
}

function pick({ values, dIn, targets }: Rows, ids: Uint32Array): Batch {
  const batch: Batch = { count: ids.length, dIn, values: gathered(values, dIn, ids), rows: ids }
  return targets ? { ...batch, dOut: targets.dOut, targets: gathered(targets.values, targets.dOut, ids) } : batch
}

function gathered(values: Float32Array, width: number, ids: Uint32Array): Float32Array {
  const out = new Float32Array(ids.length * width)
  ids.forEach((id, at) => {
    out.set(values.subarray(id * width, (id + 1) * width), at * width)
  })
  return out
}
