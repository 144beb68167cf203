/** The suggestions for one feature: those that are kept, and those that its history, its rows and its label columns give. */
import type { Suggestion, SuggestionDraft } from '../../../contract/records/suggestion'
import { enrichedTokens } from '../../analysis/suggestions/enriched-tokens'
import { categorySuggestion, earlierLabels, otherLabels, tokenSuggestion } from '../../analysis/suggestions/propose'
import { suggestionId } from '../../store/tables/suggestion-rows'
import type { OpenProject } from '../projects/open-projects'

/** Rows on which it fires whose tokens are counted, spread evenly over all of them. */
const mostRows = 4_096
/** Tokens named. */
const mostTokens = 5
/** Features whose tokens are remembered. */
const mostKnown = 200

/** In the order of the sources of the contract. */
export async function suggestionsOf(project: OpenProject, run: string, feature: number): Promise<Suggestion[]> {
  const { store } = project
  const { label } = store.labels.get(run, feature)
  const kept = store.suggestions.of(run, feature)
  const computed: SuggestionDraft[] = [
    ...earlierLabels(label, store.labels.history(run, feature)),
    ...otherLabels(label, store.suggestions.opinions(run, feature))
  ]
  if (store.features.analysis(run)) {
    computed.push(...categorySuggestion(store.features.bestCategory(run, feature)))
    computed.push(...(await tokensOf(project, run, feature)))
  }
  const known = new Set(kept.map(({ text }) => text.trim().toLowerCase()))
  const proposed = computed
    .filter(({ source, text }) => source !== 'earlier' || text === '' || !known.has(text.trim().toLowerCase()))
    .map((draft): Suggestion => ({ ...draft, id: suggestionId(draft) }))
    .filter(({ id }) => !store.suggestions.isDismissed(run, feature, id))
  const of = (...sources: Suggestion['source'][]) => [...kept, ...proposed].filter(({ source }) => sources.includes(source))
  return [...of('match'), ...of('earlier'), ...of('imported'), ...of('model'), ...of('column'), ...of('tokens')]
}

/** Asked again after each edit of the label, which changes nothing of its tokens. */
const knownTokens = new WeakMap<OpenProject, Map<string, Promise<SuggestionDraft[]>>>()

function tokensOf(project: OpenProject, run: string, feature: number): Promise<SuggestionDraft[]> {
  const known = knownTokens.get(project) ?? new Map<string, Promise<SuggestionDraft[]>>()
  knownTokens.set(project, known)
  const key = `${project.store.features.analysis(run)?.id} ${feature}`
  const found = known.get(key) ?? fromTokens(project, run, feature)
  found.catch(() => known.delete(key))
  known.delete(key)
  known.set(key, found)
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
  return found
}

async function fromTokens({ store, indexes }: OpenProject, run: string, feature: number): Promise<SuggestionDraft[]> {
  const analysis = store.features.analysis(run)
  const { dataset } = store.runs.get(run)
  const index = await indexes.rowIndex(dataset)
  if (!analysis || !index.hasTokens) return []
  const { rows } = await (await indexes.activationIndex(analysis.folder)).postings(feature)
  const every = Math.max(1, rows.length / mostRows)
  const chosen = Array.from({ length: Math.min(rows.length, mostRows) }, (_, i) => rows[Math.floor(i * every)])
  const [all, ...tokens] = await Promise.all([
    indexes.tokenCounts(dataset),
    ...chosen.map(async (row) => (await index.tokens(row, row + 1))[0])
  ])
  return tokenSuggestion(enrichedTokens(tokens, all, mostTokens), all.rows)
}
