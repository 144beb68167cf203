/** Refuses impossible configurations in words, before anything starts. */
import { totalmem } from 'node:os'
import type { RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import type { DataSize } from './defaults'

/** A configuration that can not work: which field, what is wrong, what to do. */
interface Problem {
  field: keyof RunConfig
  message: string
  hint: string
}

/** Throws `config` for the first problem, with the field as its place. `memoryBytes`: what this machine has. */
export function checkConfig(config: RunConfig, data: DataSize, memoryBytes = totalmem()): void {
  for (const check of [wholeNumbers, numbers, sparsity, steps, batch, memory]) {
    const problem = check(config, data, memoryBytes)
    if (problem) throw new LoupeError('config', problem.message, { place: problem.field, hint: problem.hint })
  }
}

/** Least allowed value and what the field is called, for fields that count things. */
const counted: Partial<Record<keyof RunConfig, [least: number, name: string]>> = {
  dSae: [1, 'features'],
  k: [1, 'k'],
  auxK: [1, 'AuxK features'],
  steps: [1, 'steps'],
  batchRows: [1, 'rows per batch'],
  warmUpSteps: [0, 'warm-up steps'],
  deadWindowSteps: [1, 'steps of the dead window'],
  checkpointEverySteps: [1, 'steps between checkpoints'],
  validateEverySteps: [1, 'steps between validations']
}

function wholeNumbers(config: RunConfig): Problem | undefined {
  for (const [field, [least, name]] of Object.entries(counted) as [keyof RunConfig, [number, string]][]) {
    const value = config[field]
    if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)) continue
    return { field, message: `The number of ${name} is ${value}.`, hint: `Give a whole number of ${least} or more.` }
  }
  if (Number.isSafeInteger(config.seed)) return undefined
  return { field: 'seed', message: `The seed is ${config.seed}.`, hint: 'Give a whole number.' }
}

/** What a field that measures things may be. `from` itself is out where `open`, `to` is in where `closed`. */
interface Range {
  from: number
  to: number
  open?: boolean
  closed?: boolean
  name: string
}

const measured: Partial<Record<keyof RunConfig, Range>> = {
  learningRate: { from: 0, to: 1, open: true, name: 'learning rate' },
  l1Coefficient: { from: 0, to: 1e6, closed: true, name: 'L1 coefficient' },
  l1WarmUpShare: { from: 0, to: 1, closed: true, name: 'share of steps that λ warms up over' },
  auxCoefficient: { from: 0, to: 1e6, closed: true, name: 'AuxK coefficient' },
  decayShare: { from: 0, to: 1, closed: true, name: 'share of steps that the rate falls over' },
  adamBeta1: { from: 0, to: 1, name: 'Adam β1' },
  adamBeta2: { from: 0, to: 1, name: 'Adam β2' },
  adamEpsilon: { from: 0, to: 1, open: true, name: 'Adam ε' },
  shuffleBlockMB: { from: 0, to: 65_536, open: true, name: 'size of blocks in MB' },
  shufflePoolMB: { from: 0, to: 65_536, open: true, name: 'size of pools in MB' },
  gradientClip: { from: 0, to: Number.POSITIVE_INFINITY, name: 'largest gradient norm' }
}

function numbers(config: RunConfig): Problem | undefined {
  for (const [name, range] of Object.entries(measured)) {
    const field = name as keyof RunConfig
    const value = config[field] as number | undefined
    if (value === undefined || isIn(range, value)) continue
    return { field, message: `The ${range.name} is ${value}.`, hint: `Give a number ${rangeText(range)}.` }
  }
  return undefined
}

function isIn({ from, to, open, closed }: Range, value: number): boolean {
  return (open ? value > from : value >= from) && (closed ? value <= to : value < to)
}

function rangeText({ from, to, open, closed }: Range): string {
  const bottom = open ? `above ${from}` : `of ${from} or more`
  if (to === Number.POSITIVE_INFINITY) return bottom
  return closed ? `${bottom} and at most ${to}` : `${bottom} and below ${to}`
}

function sparsity({ architecture, k, dSae, auxK, l1Coefficient }: RunConfig): Problem | undefined {
  if (architecture === 'relu-l1') {
    if (l1Coefficient !== undefined) return undefined
    return { field: 'l1Coefficient', message: 'ReLU-L1 needs an L1 coefficient.', hint: 'Give one; 2 is usual, 0 is no penalty.' }
  }
  if (k === undefined)
    return { field: 'k', message: 'TopK needs k.', hint: 'Give the number of active features per row; 32 is usual.' }
  if (k > dSae) {
    return {
      field: 'k',
      message: `k is ${k}, but there are only ${dSae} features.`,
      hint: 'Lower k, or raise the number of features.'
    }
  }
  if (auxK !== undefined && auxK > dSae) {
    return { field: 'auxK', message: `AuxK uses ${auxK} of only ${dSae} features.`, hint: `Give at most ${dSae}.` }
  }
  return undefined
}

function steps({ steps, warmUpSteps, decayShare }: RunConfig): Problem | undefined {
  if (warmUpSteps > steps) {
    return {
      field: 'warmUpSteps',
      message: `The warm-up of ${warmUpSteps} steps is longer than the ${steps} steps.`,
      hint: 'Shorten it.'
    }
  }
  if (steps > 1 && warmUpSteps + Math.floor(steps * decayShare) > steps) {
    return {
      field: 'decayShare',
      message: `Warm-up (${warmUpSteps} steps) and decay (${Math.floor(steps * decayShare)} steps) do not fit into ${steps} steps.`,
      hint: 'Shorten one of them.'
    }
  }
  return undefined
}

function batch({ batchRows }: RunConfig, { trainRows }: DataSize): Problem | undefined {
  if (batchRows <= trainRows) return undefined
  return {
    field: 'batchRows',
    message: `A batch of ${batchRows} rows is more than the ${trainRows} training rows.`,
    hint: `Give at most ${trainRows}.`
  }
}

function memory(config: RunConfig, data: DataSize, memoryBytes: number): Problem | undefined {
  const needed = trainingBytes(config, data.dIn)
  if (needed <= 0.9 * memoryBytes) return undefined
  const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1)
  return {
    field: weightBytes(config, data.dIn) > needed / 2 ? 'dSae' : 'batchRows',
    message: `This needs about ${gigabytes(needed)} GB of memory; the machine has ${gigabytes(memoryBytes)} GB.`,
    hint: 'Use fewer features or fewer rows per batch.'
  }
}

/** Bytes that training needs at its peak, about: weights, two moments, gradients and one copy; activations of a batch. */
export function trainingBytes(config: RunConfig, dIn: number): number {
  const denseCopies = config.architecture === 'topk' ? 2 : 4
  const activations = denseCopies * config.batchRows * config.dSae * 4
  return weightBytes(config, dIn) + activations + 500 * 2 ** 20
}

function weightBytes({ dSae }: RunConfig, dIn: number): number {
  return 5 * 2 * dSae * dIn * 4
}
