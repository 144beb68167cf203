/** The dictionaries station: what a dictionary is, how one learns, how one encodes. Its files say the rest. */
export { startBackend } from './backend/start'
export type { Dictionary } from './dictionary'
export { createEncoder, type Encoder } from './encoder'
export { featuresOf } from './features-of'
export {
  createLearner,
  type EvaluationSums,
  type Learner,
  type StepCoefficients,
  type StepNumbers
} from './learner'
export { rowsAtOnce } from './learning/accumulation'
export { nearestByDecoder } from './neighbors'
export { createCovariance } from './normalization/covariance'
export type { InputFacts } from './normalization/normalizer'
export { dictionaryFromSafetensors, safetensorsFromDictionary } from './weights/safetensors'
