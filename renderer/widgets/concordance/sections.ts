/**
 * Which examples of a feature page are in view, in which sections and order:
 * top, random, then intervals from the chosen one downwards. Drawing is in concordance.tsx.
 */
import type { Example, FeaturePage } from '../../../contract/records/feature'
import { formatFixed, formatPercent } from '../format'

/** How many lines a section shows before it is opened. */
export interface SectionCounts {
  top: number
  random: number
  interval: number
}

export interface SectionChoice {
  counts: SectionCounts
  /** The interval between the histogram's handles. */
  interval: number
  /** Names of sections that are opened in full. */
  open: ReadonlySet<string>
  /** How often other random examples were asked for. */
  turn: number
  /** Says "one per document" of the top examples. */
  documents: boolean
}

export interface ExampleSection {
  /** `top`, `random`, `interval-6`. */
  name: string
  title: string
  detail: string
  /** How its examples were chosen, or what the share means: said on hover. */
  explanation: string
  examples: Example[]
  /** Examples that opening would add. */
  hidden: number
}

type Evidence = Pick<FeaturePage, 'examples'>

/** Sections in reading order. Intervals without examples are left out. */
export function sectionsOf(page: Evidence, choice: SectionChoice, decimals: number): ExampleSection[] {
  const intervals = page.examples.intervals
    .filter((entry) => entry.interval <= choice.interval && entry.examples.length > 0)
    .sort((a, b) => b.interval - a.interval)
  return [
    topSection(page, choice),
    ...(page.examples.random.length > 0 ? [randomSection(page, choice)] : []),
    ...intervals.map((entry) => {
      const name = `interval-${entry.interval}`
      const range = `${formatFixed(entry.from, decimals)} – ${formatFixed(entry.to, decimals)}`
      const detail = `${range}, holds ${formatPercent(entry.share, 1)} of active rows`
      const explanation = 'Active rows whose activation is above the first and not above the second number ÷ all active rows'
      return {
        name,
        title: `Interval ${entry.interval}`,
        detail,
        explanation,
        ...cut(entry.examples, name, choice.counts.interval, choice)
      }
    })
  ]
}

/** The lines of all sections, in order: what the token focus counts. */
export function linesOf(sections: readonly ExampleSection[]): Example[] {
  return sections.flatMap((section) => section.examples)
}

function topSection(page: Evidence, choice: SectionChoice): ExampleSection {
  const detail = choice.documents ? 'one per document' : 'strongest rows'
  const explanation = `The rows with the largest activations${choice.documents ? ', of each document only its largest' : ''}`
  return { name: 'top', title: 'Top', detail, explanation, ...cut(page.examples.top, 'top', choice.counts.top, choice) }
}

/** The kept random rows, a handful at a time: `turn` moves on to the next handful and around. */
function randomSection(page: Evidence, choice: SectionChoice): ExampleSection {
  const all = page.examples.random
  const turns = Math.max(1, Math.ceil(all.length / choice.counts.random))
  const first = (choice.turn % turns) * choice.counts.random
  const examples = choice.open.has('random') ? all : all.slice(first, first + choice.counts.random)
  const isAll = examples.length === all.length
  const which = isAll ? 'all of them' : `${first + 1}–${first + examples.length} of ${all.length} drawn`
  const explanation = 'Drawn with the seed of the analysis; every active row had the same chance'
  return { name: 'random', title: 'Random', detail: `among active rows, ${which}`, explanation, examples, hidden: 0 }
}

function cut(
  examples: Example[],
  name: string,
  count: number,
  choice: SectionChoice
): Pick<ExampleSection, 'examples' | 'hidden'> {
  if (choice.open.has(name)) return { examples, hidden: 0 }
  return { examples: examples.slice(0, count), hidden: Math.max(0, examples.length - count) }
}
