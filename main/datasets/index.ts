/**
 * Data sets: files on disk → what is in them → rows and batches for training and analysis.
 * Knows no dictionary and no project database; values always leave as f32.
 */
export { type ActivationReader, openActivations } from './activations'
export { blockSizes } from './batches/block-order'
export { sequentialBatches } from './batches/sequential'
export { trainingBatches } from './batches/training'
export { buildDataset, type DatasetDraft } from './build-dataset'
export { referenceTo, resolveReference } from './files/references'
export { findDocuments, findText } from './find-text'
export { fixedSample, rowsWithIds } from './fixed-sample'
export { growDataset } from './grow-dataset'
export { rowImages } from './images/row-images'
export { inspectFiles } from './inspect'
export { openDataset } from './open-dataset'
export { previewRows } from './preview'
export { type RawRows, readRows } from './read-rows'
export type { RowUse } from './row-index/layout'
export { openRowIndex, type RowIndex } from './row-index/reader'
export { countTokens, type TokenTotals } from './row-index/token-counts'
export { sampleRows } from './sample-rows'
