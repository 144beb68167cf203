/**
 * Makes the files of a planted dictionary, and compares learned decoders with the truth:
 *
 *   node planted.mjs make '{"features": 512, "dIn": 128, "active": 8, "seed": 0}' ROWS VALIDATION_ROWS FOLDER
 *       writes train.npy, validation.npy and truth.npy, rows scaled to a mean norm of √dIn
 *   node planted.mjs compare TRUTH.npy DECODER.npy      prints {"meanMaxCosine", "matchedCosine"}
 */
import { join } from 'node:path'
import { npyPieces } from '../../main/codecs/npy'
import { openActivations } from '../../main/datasets/activations'
import { writePieces } from '../../main/engine/jobs/entries/tensor-files'
import { recovery } from '../../main/maths/recovery'
import { plantedDirections, plantedRows, type Superposition } from '../../main/maths/superposition'

const [what, ...words] = process.argv.slice(2)
if (what === 'make') make(JSON.parse(words[0]), Number(words[1]), Number(words[2]), words[3])
else await compare(words[0], words[1])

function make(planted: Superposition, count: number, validation: number, folder: string): void {
  const { features, dIn } = planted
  const truth = plantedDirections(planted)
  const rows = plantedRows(planted, truth, count + validation)
  const scale = Math.sqrt(dIn) / meanNorm(rows, dIn)
  for (let i = 0; i < rows.length; i += 1) rows[i] *= scale
  writePieces(join(folder, 'truth.npy'), npyPieces(truth, [features, dIn]))
  writePieces(join(folder, 'train.npy'), npyPieces(rows.subarray(0, count * dIn), [count, dIn]))
  writePieces(join(folder, 'validation.npy'), npyPieces(rows.subarray(count * dIn), [validation, dIn]))
}

function meanNorm(rows: Float32Array, dIn: number): number {
  let sum = 0
  for (let from = 0; from < rows.length; from += dIn) sum += Math.hypot(...rows.subarray(from, from + dIn))
  return sum / (rows.length / dIn)
}

async function compare(truthPath: string, decoderPath: string): Promise<void> {
  const [truth, learned] = await Promise.all([truthPath, decoderPath].map(everyRow))
  console.log(JSON.stringify(recovery(truth.values, learned.values, truth.dIn)))
}

async function everyRow(path: string): Promise<{ values: Float32Array; dIn: number }> {
  const reader = await openActivations({ path })
  const values = await reader.read(0, reader.rows)
  await reader.close()
  return { values, dIn: reader.dIn }
}
