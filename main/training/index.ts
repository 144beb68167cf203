/** The training station: batches in, metrics, checkpoints and a dictionary out. loop.ts is the page to read. */
export { checkConfig, trainingBytes } from './check-config'
export { defaultConfig } from './defaults'
export { train } from './loop'
export { measureInputs } from './measure-inputs'
export type { TrainingControl, TrainingData, TrainingSink, TrainingState, TrainOptions } from './ports'
