/** Which features a feature is near to, by the measures of the study of relations. Pure. */
import type { RelationsAnswer } from '../../../contract/records/studies/relations'
import type { StudyArray } from '../../../contract/records/studies/study'
import type { Figure } from '../../app/numbers/figure'
import { formatFixed, formatPlural } from '../../widgets/format'

export interface Measure {
  key: string
  label: string
  /** Arrays of the values and of the features they are of. */
  values: string
  features: string
  /** What the number is. */
  formula: string
  /** What it is counted over. */
  over: 'rows' | 'documents' | 'weights'
}

export const measures: readonly Measure[] = [
  {
    key: 'jaccard',
    label: 'Jaccard',
    values: 'jaccard',
    features: 'jaccardFeatures',
    formula: 'Rows on which both fire ÷ rows on which one does',
    over: 'rows'
  },
  {
    key: 'pmi',
    label: 'PMI',
    values: 'pmi',
    features: 'pmiFeatures',
    formula: 'Pointwise mutual information: log₂ of how much more often both fire than by chance',
    over: 'rows'
  },
  {
    key: 'documents',
    label: 'in documents',
    values: 'documentPmi',
    features: 'documentPmiFeatures',
    formula: 'Pointwise mutual information of firing in the same document',
    over: 'documents'
  },
  {
    key: 'encoder',
    label: 'encoder cosine',
    values: 'encoderCosine',
    features: 'encoderFeatures',
    formula: 'Cosine of the encoder columns',
    over: 'weights'
  }
]

/** Those that the answer has arrays of: documents only where the rows have some. */
export function measuresOf(arrays: readonly StudyArray[]): Measure[] {
  return measures.filter(({ values }) => arrays.some(({ name }) => name === values))
}

const absent = 0xffffffff

/** A value between two features as a number that explains itself; `source`: run, step and rows, in words. */
export function relativeFigure(
  { label, formula, over }: Measure,
  { feature, other, value }: { feature: number; other: number; value: number },
  { rows, documents }: Pick<RelationsAnswer, 'rows' | 'documents'>,
  source: string
): Figure {
  const sample = {
    rows: `, ${formatPlural(rows.counted, 'row')}`,
    documents: documents ? `, ${formatPlural(documents.counted, 'document')}` : '',
    weights: ''
  }[over]
  return {
    of: `Features ${feature} and ${other}`,
    name: label,
    value: formatFixed(value, 2),
    explanation: `${formula}${sample}`,
    source
  }
}

/** Features with their values, the nearest first; places that hold none are left out. */
export function relativesOf(features: ArrayLike<number>, values: ArrayLike<number>): { feature: number; value: number }[] {
  return Array.from({ length: features.length }, (_, place) => ({ feature: features[place], value: values[place] })).filter(
    ({ feature }) => feature !== absent
  )
}
