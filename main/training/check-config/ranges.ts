/** What each field may be by itself: whole numbers from a least value, numbers in a range. */
import type { RunConfig } from '../../../contract/records/run'
import type { Check } from './problem'

type Field = keyof RunConfig

/** Least allowed value and what the field is called, for fields that count things. */
const counted: Partial<Record<Field, [least: number, name: string]>> = {
  dSae: [1, 'features'],
  k: [1, 'k'],
  auxK: [1, 'AuxK features'],
  resampleEverySteps: [1, 'steps between resamplings'],
  steps: [1, 'steps'],
  batchRows: [1, 'rows per batch'],
  rowsAtOnce: [1, 'rows at once'],
  warmUpSteps: [0, 'warm-up steps'],
  restarts: [0, 'restarts'],
  patience: [0, 'validations of patience'],
  deadWindowSteps: [1, 'steps of the dead window'],
  checkpointEverySteps: [1, 'steps between checkpoints'],
  keepCheckpoints: [1, 'checkpoints to keep'],
  validateEverySteps: [1, 'steps between validations']
}

export const wholeNumbers: Check = (config) => {
  for (const [name, [least, what]] of Object.entries(counted)) {
    const field = name as Field
    const value = config[field]
    if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)) continue
    return { field, message: `The number of ${what} is ${value}.`, hint: `Give a whole number of ${least} or more.` }
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

const share = { from: 0, to: 1, closed: true }
const belowOne = { from: 0, to: 1 }
const anySize = { from: 0, to: Number.POSITIVE_INFINITY }

const measured: Partial<Record<Field, Range>> = {
  learningRate: { ...belowOne, open: true, name: 'learning rate' },
  sparsityCoefficient: { from: 0, to: 1e6, closed: true, name: 'sparsity coefficient' },
  sparsityWarmUpShare: { ...share, name: 'share of steps that λ warms up over' },
  targetL0: { ...anySize, open: true, name: 'target L0' },
  bandwidth: { ...anySize, open: true, name: 'bandwidth' },
  initialThreshold: { ...anySize, open: true, name: 'first threshold' },
  targetRate: { ...belowOne, open: true, name: 'target rate' },
  finalP: { ...share, open: true, name: 'last exponent p' },
  auxCoefficient: { from: 0, to: 1e6, closed: true, name: 'auxiliary coefficient' },
  inputDropout: { ...belowOne, name: 'share of inputs that are dropped' },
  weightDecay: { ...belowOne, name: 'weight decay' },
  momentum: { ...belowOne, name: 'momentum' },
  emaDecay: { ...belowOne, name: 'decay of the weight average' },
  decayShare: { ...share, name: 'share of steps that the rate falls over' },
  adamBeta1: { ...belowOne, name: 'Adam β1' },
  adamBeta2: { ...belowOne, name: 'Adam β2' },
  adamEpsilon: { ...belowOne, open: true, name: 'Adam ε' },
  shuffleBlockMB: { from: 0, to: 65_536, open: true, name: 'size of blocks in MB' },
  shufflePoolMB: { from: 0, to: 65_536, open: true, name: 'size of pools in MB' },
  gradientClip: { ...anySize, name: 'largest gradient norm' }
}

export const numbers: Check = (config) => {
  for (const [name, range] of Object.entries(measured)) {
    const field = name as Field
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
