/** Steps, rows per step, schedules and ends against each other and against the data. */
import type { Check } from './problem'

export const steps: Check = ({ steps, warmUpSteps, decayShare }) => {
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

export const schedule: Check = ({ schedule = 'linear', decayShare, restarts = 0, steps, warmUpSteps }) => {
  if (schedule !== 'linear' && decayShare > 0) {
    return {
      field: 'decayShare',
      message: `The ${schedule} schedule has no linear decay at its end.`,
      hint: 'Give 0, or choose the linear schedule.'
    }
  }
  if (schedule !== 'cosine' && restarts > 0)
    return {
      field: 'restarts',
      message: `The ${schedule} schedule does not restart.`,
      hint: 'Give 0, or choose the cosine schedule.'
    }
  if (restarts < steps - warmUpSteps || restarts === 0) return undefined
  return {
    field: 'restarts',
    message: `${restarts} restarts do not fit into the ${steps - warmUpSteps} steps after the warm-up.`,
    hint: 'Give fewer.'
  }
}

export const optimizer: Check = ({ optimizer = 'adam', momentum = 0, weightDecay = 0 }) => {
  if (momentum > 0 && optimizer !== 'sgd')
    return {
      field: 'momentum',
      message: `Momentum is SGD's; the optimizer is ${optimizer}.`,
      hint: 'Leave it out, or choose sgd.'
    }
  if (weightDecay > 0 && optimizer !== 'adamw') {
    return {
      field: 'weightDecay',
      message: `Weight decay is AdamW's; the optimizer is ${optimizer}.`,
      hint: 'Leave it out, or choose adamw.'
    }
  }
  return undefined
}

export const batch: Check = ({ batchRows, rowsAtOnce }, { trainRows }) => {
  if (batchRows > trainRows) {
    return {
      field: 'batchRows',
      message: `A batch of ${batchRows} rows is more than the ${trainRows} training rows.`,
      hint: `Give at most ${trainRows}.`
    }
  }
  if (rowsAtOnce === undefined || rowsAtOnce <= batchRows) return undefined
  return {
    field: 'rowsAtOnce',
    message: `${rowsAtOnce} rows at once are more than the ${batchRows} rows of a batch.`,
    hint: `Give at most ${batchRows}, or leave it out.`
  }
}

export const patience: Check = ({ patience = 0 }, { validationRows }) => {
  if (patience === 0 || validationRows !== 0) return undefined
  return {
    field: 'patience',
    message: 'The run is to end when validation gets no better, and there are no validation rows.',
    hint: 'Give 0, or make the data set with a validation split.'
  }
}
