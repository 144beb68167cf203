/** How far two annotators agree about the features that both decided. Pure. */
import type { Agreement, Disagreement, FinalLabel, Opinion } from '../../contract/records/annotator'
import { cohenKappa } from '../maths/cohen-kappa'

/** What was judged of two label texts, by feature. */
export type Judgments = ReadonlyMap<number, boolean>

interface Pair {
  one: Opinion
  other: Opinion
}

export function agreementOf(one: readonly Opinion[], other: readonly Opinion[], judged: Judgments): Agreement {
  const [mine, theirs] = [one.filter(isDecided), other.filter(isDecided)]
  const pairs = pairsOf(mine, theirs)
  const tags = [...new Set(pairs.flatMap((pair) => [...pair.one.tags, ...pair.other.tags]))].sort()
  const has = (tag: string) => pairs.map((pair) => [tag, pair.one.tags.includes(tag), pair.other.tags.includes(tag)] as const)
  const kappaOf = (uses: readonly (readonly [string, boolean, boolean])[]) =>
    cohenKappa(uses.map(([, a, b]) => [String(a), String(b)] as const))
  return {
    both: pairs.length,
    onlyOne: mine.length - pairs.length,
    onlyOther: theirs.length - pairs.length,
    status: cohenKappa(pairs.map((pair) => [pair.one.status, pair.other.status] as const)),
    tags: kappaOf(tags.flatMap(has)),
    byTag: tags.map((tag) => ({ tag, ...kappaOf(has(tag)) })),
    meaning: meaningOf(pairs, judged)
  }
}

export interface DisagreementContext {
  /** Completes the labels. */
  run: string
  finals?: ReadonlyMap<number, FinalLabel>
  /** Also features whose texts were judged to mean the same, and that differ in nothing else. */
  settled?: boolean
}

/** Features of which both say something, and not the same. */
export function disagreementsOf(
  one: readonly Opinion[],
  other: readonly Opinion[],
  judged: Judgments,
  { run, finals, settled = false }: DisagreementContext
): Disagreement[] {
  return pairsOf(one, other).flatMap((pair) => {
    const { feature } = pair.one
    const sameMeaning = judged.get(feature) ?? null
    const differs = differences(pair, sameMeaning === true)
    if (differs.length === 0 && !(settled && differences(pair, false).length > 0)) return []
    const [first, second] = [labelOf(run, pair.one), labelOf(run, pair.other)]
    return [{ feature, one: first, other: second, differs, sameMeaning, final: finals?.get(feature) ?? null }]
  })
}

function differences({ one, other }: Pair, meansTheSame: boolean): Disagreement['differs'] {
  const differs: Disagreement['differs'] = []
  if (one.status !== other.status) differs.push('status')
  if (plain(one.label) !== plain(other.label) && !meansTheSame) differs.push('label')
  if ([...one.tags].sort().join('\n') !== [...other.tags].sort().join('\n')) differs.push('tags')
  if (one.confidence !== other.confidence) differs.push('confidence')
  return differs
}

function meaningOf(pairs: readonly Pair[], judged: Judgments): Agreement['meaning'] {
  const texts = pairs.filter(({ one, other }) => one.label.trim() !== '' && other.label.trim() !== '')
  const different = texts.filter(({ one, other }) => plain(one.label) !== plain(other.label))
  const identical = texts.length - different.length
  const judgments = different.map(({ one }) => judged.get(one.feature))
  const judgedSame = judgments.filter((same) => same === true).length
  const judgedDifferent = judgments.filter((same) => same === false).length
  const known = identical + judgedSame + judgedDifferent
  return {
    compared: texts.length,
    identical,
    judgedSame,
    judgedDifferent,
    notJudged: texts.length - known,
    share: known === 0 ? null : (identical + judgedSame) / known
  }
}

/** By feature. */
function pairsOf(one: readonly Opinion[], other: readonly Opinion[]): Pair[] {
  const byFeature = new Map(other.map((opinion) => [opinion.feature, opinion]))
  const pairs = one.flatMap((opinion) => {
    const second = byFeature.get(opinion.feature)
    return second ? [{ one: opinion, other: second }] : []
  })
  return pairs.sort((a, b) => a.one.feature - b.one.feature)
}

function isDecided({ status }: Opinion): boolean {
  return status !== 'pending'
}

function labelOf(run: string, { at, ...fields }: Opinion) {
  return { run, ...fields, updatedAt: at }
}

/** Case and space do not make another label. */
function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
