/** Which labels of one run follow to which features of another, by how features were matched. Pure. */
import type { Label } from '../../../contract/records/label'
import type { ComparedBy } from '../../../contract/records/studies/compare'
import type { FollowReport, KeptSuggestion } from '../../../contract/records/suggestion'

/** Partners of the features of the run that labels come from. */
export interface Matched {
  by: ComparedBy
  /** Similarity from which a label follows. */
  minimum: number
  /** [features] −1 where there is none. */
  partner: Int32Array
  /** [features] what they were matched by; cosine and correlation of the pair are NaN where they are not known. */
  similarity: Float32Array
  cosine: Float32Array
  correlation: Float32Array
}

export interface Followed extends Pick<FollowReport, 'labels' | 'noPartner' | 'below' | 'nearMisses'> {
  suggestions: KeptSuggestion[]
}

/** Labels just below the minimum that are told. */
const mostNearMisses = 20

/**
 * Each label goes to the partner of the first matching that finds one at or above its minimum. Drafts do not follow.
 * `from` names the run that the labels are of.
 */
export function followed(labels: readonly Label[], from: { run: string; name: string }, matchings: readonly Matched[]): Followed {
  const decided = labels.filter(isDecided)
  const found: Followed = { labels: decided.length, noPartner: 0, below: 0, nearMisses: [], suggestions: [] }
  for (const label of decided) {
    const match = matchings.find(({ partner, similarity, minimum }) => {
      // In the precision of the similarities: 0.7 is not below 0.7.
      return partner[label.feature] >= 0 && similarity[label.feature] >= Math.fround(minimum)
    })
    if (match) found.suggestions.push(suggestionFrom(label, from, match))
    else miss(found, label, matchings)
  }
  found.nearMisses.sort((one, other) => other.similarity - one.similarity || one.feature - other.feature)
  found.nearMisses.splice(mostNearMisses)
  return found
}

/** What a person has said for good. */
function isDecided({ label, status }: Label): boolean {
  return status === 'not-interpretable' || ((status === 'labeled' || status === 'flagged') && label.trim() !== '')
}

function miss(found: Followed, { feature, label }: Label, matchings: readonly Matched[]): void {
  const tried = matchings.filter(({ partner }) => partner[feature] >= 0)
  if (tried.length === 0) {
    found.noPartner += 1
    return
  }
  found.below += 1
  const best = tried.reduce((one, other) => (other.similarity[feature] > one.similarity[feature] ? other : one))
  found.nearMisses.push({ feature, label, partner: best.partner[feature], by: best.by, similarity: best.similarity[feature] })
}

function suggestionFrom(
  { feature, label, tags, status }: Label,
  { run, name }: { run: string; name: string },
  { by, partner, similarity, cosine, correlation }: Matched
): KeptSuggestion {
  const pair = { cosine: cosine[feature], correlation: correlation[feature] }
  const isNone = status === 'not-interpretable'
  return {
    feature: partner[feature],
    source: 'match',
    text: label,
    ...(tags.length > 0 ? { tags: [...tags] } : {}),
    ...(isNone ? { status: 'not-interpretable' } : {}),
    why: `Feature ${feature} of ${name}${isNone ? ' is not interpretable' : ''}: ${wordsOf(by, pair)}`,
    similarity: similarity[feature],
    ...known('cosine', pair.cosine),
    ...known('correlation', pair.correlation),
    from: { run, name, feature }
  }
}

/** What it was matched by comes first. */
function wordsOf(by: ComparedBy, { cosine, correlation }: { cosine: number; correlation: number }): string {
  const words = {
    'decoder-cosine': Number.isNaN(cosine) ? 'decoder cosine not known' : `decoder cosine ${cosine.toFixed(2)}`,
    'activation-correlation': Number.isNaN(correlation)
      ? 'they do not fire on the rows compared'
      : `activations correlate ${correlation.toFixed(2)}`
  }
  const other = by === 'decoder-cosine' ? 'activation-correlation' : 'decoder-cosine'
  return other === 'decoder-cosine' && Number.isNaN(cosine) ? words[by] : `${words[by]}, ${words[other]}`
}

function known<K extends string>(name: K, value: number): { [key in K]?: number } {
  return Number.isNaN(value) ? {} : ({ [name]: value } as { [key in K]: number })
}
