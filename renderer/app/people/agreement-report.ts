/** The agreement of two annotators as facts with their definitions, and as a table for a file. Pure. */
import type { Agreement, Disagreement, Kappa } from '../../../contract/records/annotator'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'
import type { TableCell } from '../output/table-text'

export interface AgreementFact {
  label: string
  value: string
  /** What the number means and what it is of. */
  definition: string
}

const kappaWords =
  'Cohen’s κ = (observed − expected) ÷ (1 − expected): agreement beyond chance; 1 is perfect, 0 what chance gives. Not defined where chance alone would always agree.'

export function agreementFacts(
  { both, onlyOne, onlyOther, status, tags, meaning }: Agreement,
  names: [string, string]
): AgreementFact[] {
  const { identical, judgedSame, judgedDifferent, notJudged, compared, share } = meaning
  return [
    {
      label: 'decided by both',
      value: formatCount(both),
      definition: `Features with a state other than pending in the labels of both. Only ${names[0]}: ${formatCount(onlyOne)}; only ${names[1]}: ${formatCount(onlyOther)}.`
    },
    { label: 'κ of the states', value: kappaText(status), definition: `${kappaWords} ${ofPairs(status, 'features')}` },
    {
      label: 'κ of the tags',
      value: kappaText(tags),
      definition: `${kappaWords} Over each decision “has the tag”, for every feature and every tag that either used. ${ofPairs(tags, 'decisions')}`
    },
    {
      label: 'same meaning',
      value: formatPercent(share, 1),
      definition: `Labels with the same text or judged to mean the same ÷ labels that are known: ${formatCount(identical)} the same text, ${formatCount(judgedSame)} judged the same, ${formatCount(judgedDifferent)} judged different; ${formatCount(notJudged)} of ${formatCount(compared)} not judged yet.`
    }
  ]
}

function ofPairs({ observed, expected, count }: Kappa, what: string): string {
  return `Observed ${formatFixed(observed, 3)}, expected ${formatFixed(expected, 3)}, over ${formatCount(count)} ${what}.`
}

export function kappaText({ kappa }: Kappa): string {
  return kappa === null ? 'not defined' : formatFixed(kappa, 2)
}

/** One line a measure; kappas with what they come from. */
export function agreementRows({ both, onlyOne, onlyOther, status, tags, byTag, meaning }: Agreement): TableCell[][] {
  const kappa = (name: string, { kappa: value, observed, expected, count }: Kappa): TableCell[] => [
    name,
    value ?? undefined,
    observed,
    expected,
    count
  ]
  const single = (name: string, value: number | null): TableCell[] => [name, value ?? undefined, undefined, undefined, undefined]
  return [
    ['measure', 'value', 'observed', 'expected', 'count'],
    single('decided_by_both', both),
    single('only_one', onlyOne),
    single('only_other', onlyOther),
    kappa('kappa_status', status),
    kappa('kappa_tags', tags),
    ...byTag.map(({ tag, ...of }) => kappa(`kappa_tag ${tag}`, of)),
    ['same_meaning', meaning.share ?? undefined, undefined, undefined, meaning.compared - meaning.notJudged],
    single('labels_compared', meaning.compared),
    single('labels_identical', meaning.identical),
    single('labels_judged_same', meaning.judgedSame),
    single('labels_judged_different', meaning.judgedDifferent),
    single('labels_not_judged', meaning.notJudged)
  ]
}

/** One line a disagreement, both originals and the final version. */
export function disagreementRows(list: readonly Disagreement[]): TableCell[][] {
  const sides = ['one', 'other', 'final'].flatMap((side) =>
    ['label', 'status', 'tags', 'confidence'].map((of) => `${side}_${of}`)
  )
  const cells = (label: Disagreement['one'] | Disagreement['final']): TableCell[] =>
    label ? [label.label, label.status, label.tags.join(';'), label.confidence ?? undefined] : ['', '', '', undefined]
  return [
    ['feature', 'differs', 'same_meaning', ...sides, 'took', 'decided_by'],
    ...list.map(({ feature, differs, sameMeaning, one, other, final }) => [
      feature,
      differs.join(';'),
      sameMeaning === null ? '' : sameMeaning ? 'yes' : 'no',
      ...cells(one),
      ...cells(other),
      ...cells(final),
      final?.took,
      final?.author
    ])
  ]
}
