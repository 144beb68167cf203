/** What is said of dictionaries in files. */
import type { ArraySource } from '../../../../contract/records/basics'
import type { Applied, Conversion, FirstFit } from '../../../../contract/records/conversion'
import type { Mapping } from '../../../../contract/records/dictionary-mapping'
import type { DictionaryLook, DictionaryReport, WeightType, WrittenFormat } from '../../../../contract/records/dictionary-report'
import type { VerifiedFolder } from '../../../interchange/index'
import type { DataPlace } from './data-place'

/** Dictionaries in files, without a project. */
export type DictionarySpec =
  | { task: 'describe'; path: string; mapping: Mapping | undefined }
  | { task: 'look'; path: string; mapping: Mapping | undefined }
  | { task: 'try'; path: string; mapping: Mapping | undefined; data: DataPlace }
  | { task: 'convert'; path: string; mapping: Mapping | undefined; folder: string; format: WrittenFormat; type: WeightType }
  | { task: 'apply'; path: string; mapping: Mapping | undefined; input: ArraySource; file: string; form: 'dense' | 'sparse' }
  | { task: 'import'; path: string; mapping: Mapping | undefined; data: DataPlace; checkpointsFolder: string }
  | { task: 'verify'; folder: string }

export type DictionaryResult =
  | { task: 'describe'; report: DictionaryReport }
  | { task: 'look'; look: DictionaryLook }
  | { task: 'try'; report: DictionaryReport; fit: FirstFit }
  | { task: 'convert'; conversion: Conversion }
  | { task: 'apply'; applied: Applied }
  | { task: 'import'; report: DictionaryReport; fit: FirstFit }
  | { task: 'verify'; verified: VerifiedFolder }
