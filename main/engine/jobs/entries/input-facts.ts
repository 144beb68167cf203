/** What was measured of the inputs, as tensors and metadata: in the measure of a data set and in the states of its runs. */
import type { Tensors } from '../../../../contract/records/arrays'
import type { InputFacts } from '../../../dictionaries/index'

/** Tensors and metadata of these names are the facts'; a file may hold others beside them. */
const names = { mean: 'input_mean', targetMean: 'target_mean', covariance: 'input_covariance' } as const

export function tensorsFromFacts(facts: InputFacts): { tensors: Tensors; metadata: Record<string, string> } {
  const { dIn, inputScale, targetScale, streams } = facts
  const tensors: Tensors = {}
  for (const [key, name] of Object.entries(names)) {
    const data = facts[key as keyof typeof names]
    if (data) tensors[name] = { shape: key === 'covariance' ? [dIn, dIn] : [data.length], data }
  }
  const metadata: Record<string, string> = { input_scale: String(inputScale) }
  if (targetScale !== undefined) metadata.target_scale = String(targetScale)
  if (streams) metadata.streams = JSON.stringify(streams)
  return { tensors, metadata }
}

/** Undefined where mean or scale are missing or no numbers; throws malformed JSON's own error. */
export function factsFromTensors(tensors: Tensors, metadata: Record<string, string>): InputFacts | undefined {
  // Measures of data sets were `mean` before there were targets.
  const mean = (tensors[names.mean] ?? tensors.mean)?.data
  const inputScale = Number(metadata.input_scale)
  if (!mean || !(inputScale > 0)) return undefined
  const facts: InputFacts = { dIn: mean.length, inputScale, mean }
  const targetMean = tensors[names.targetMean]?.data
  const targetScale = Number(metadata.target_scale)
  if (targetMean && targetScale > 0) Object.assign(facts, { dOut: targetMean.length, targetMean, targetScale })
  if (metadata.streams !== undefined) facts.streams = JSON.parse(metadata.streams)
  if (tensors[names.covariance]) facts.covariance = tensors[names.covariance].data
  return facts
}

/** Tensors of a file that are no facts. */
export function withoutFacts(tensors: Tensors): Tensors {
  const own = new Set<string>(Object.values(names))
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => !own.has(name)))
}
