/** The dictionaries station: what a dictionary is, how one learns, how one encodes. Its files say the rest. */
export { collectAfter } from './backend/collect'
export { startBackend } from './backend/start'
export { type Dictionary, hasOwnTargets } from './dictionary'
export { type DirectLogits, directLogits, type Unembedding } from './direct-logits'
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
export {
  allCosines,
  type Directions,
  decoderDirections,
  encoderDirections,
  type Neighbors,
  nearestAmong,
  nearestBetween,
  nearestByDecoder
} from './neighbors'
export { createCovariance } from './normalization/covariance'
export type { InputFacts } from './normalization/normalizer'
export { type Margins, margins, offsets } from './pre-activations'
export { createReconstructionShares, type ReconstructionShares, type ReconstructionSharesState } from './reconstruction-shares'
export { dictionaryFromSafetensors, safetensorsFromDictionary } from './weights/safetensors'
