/**
 * Drafts of labels by a language model: prompts, requests to the server a person named, what its answers are worth, limits.
 * Knows rows only as examples that it is given, and no project. The only station that may open a connection to the outside.
 */
export { checkedAddress, originOf } from './address'
export { draftFeatures, type FeatureMaterial } from './draft-features'
export { estimateDraft } from './estimate'
export { listModels } from './models'
export { defaultPrompt, detectQuestion, explainQuestion } from './prompts'
export type { TokenUse } from './usage'
