/**
 * The station where dictionaries and labels go out and come in.
 */

export { type Annotations, readAnnotations } from './annotations/read'
export { writeAnnotations } from './annotations/write'
export { applyDictionary } from './convert/apply'
export { convertDictionary } from './convert/convert'
export { type VerifiedFolder, verifyFolder } from './convert/verify-folder'
export { exportDictionary } from './export/export-dictionary'
export type { ExportMaterial, ReceiptOrigin } from './export/material'
export { type ExportShape, plannedFiles, refusalOf } from './export/plan'
export { readReceipt } from './export/receipt-file'
export { verifyExport } from './export/verify-export'
export { isLeftBehind, processMark, removeLeftovers } from './files/temporary'
export { labelsBeside } from './formats/find-files'
export { readDictionary } from './formats/load'
export { lookAtDictionary } from './formats/look'
export { openDictionary } from './formats/open'
export type { FoundLabel, LabelFile } from './label-files/found'
export { readLabelFile } from './label-files/read'
export type { ExportFeature, FeatureLogits } from './labels/entry'
export { referenceEncoder } from './reference/encoder'
export { writeSaelens, writeSparsity } from './saelens/write'
