/** All formats of dictionaries that Loupe writes. */
import type { WrittenFormat } from '../../../contract/records/dictionary-report'
import { dictionaryLearningWriter } from './dictionary-learning'
import { gemmaScopeWriter } from './gemma-scope'
import { loupeWriter } from './loupe'
import { saelensWriter } from './saelens'
import { sparsifyWriter } from './sparsify'
import type { Writer } from './writer'

export const writers: Writer[] = [loupeWriter, saelensWriter, gemmaScopeWriter, sparsifyWriter, dictionaryLearningWriter]

export function writerOf(format: WrittenFormat): Writer {
  return writers.find(({ name }) => name === format) as Writer
}
