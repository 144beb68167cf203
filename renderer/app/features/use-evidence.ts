/**
 * The evidence of a feature with the keys that work on it: context, scale, interval, other random rows, token focus.
 * evidence.tsx draws it; the screens place it.
 */
import { useCallback, useMemo, useState } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { intervalAfter, nearestInterval } from '../../widgets/activation-histogram/bars'
import type { Range } from '../../widgets/activation-histogram/range'
import { activationDecimals, type FocusStep, moveFocus, nextContext, type TokenFocus } from '../../widgets/concordance/layout'
import { type ExampleSection, linesOf, type SectionCounts, sectionsOf } from '../../widgets/concordance/sections'
import { type Command, useCommands } from '../commands/commands'
import { sourceOf, sourceWords } from '../numbers/figure'
import { copyLine } from '../output/copy-line'
import { useProject, useRun } from '../project/current'
import { navigate } from '../session'
import { useEvidenceView } from './evidence-view'
import { exampleCitation } from './example-citation'
import { useBetween } from './use-between'

export interface Evidence {
  page: FeaturePage
  sections: ExampleSection[]
  decimals: number
  /** The interval between the handles; undefined where no interval has examples. */
  interval: FeaturePage['examples']['intervals'][number] | undefined
  focus: TokenFocus | undefined
  open(section: string): void
  /** Between the handles, where they were moved. */
  range: Range | undefined
  setRange(range: Range | undefined): void
}

interface OwnState {
  /** The feature that the rest belongs to: another feature begins anew. */
  feature: number | undefined
  opened: ReadonlySet<string>
  turn: number
  focus: TokenFocus | undefined
  /** Where the handles were moved to; undefined while they stand around an interval. */
  range: Range | undefined
}

const fresh = (feature: number | undefined): OwnState => ({
  feature,
  opened: new Set(),
  turn: 0,
  focus: undefined,
  range: undefined
})

/** `scope` is that of the screen, so that its keys act there and only there. Beside a list, ↑ and ↓ are the list's. */
export function useEvidence(
  page: FeaturePage | undefined,
  counts: SectionCounts,
  scope: string,
  besideList = false
): Evidence | undefined {
  const view = useEvidenceView()
  const documents = useDocuments()
  const run = useRun()
  const [stored, setStored] = useState<OwnState>(() => fresh(undefined))
  const own = stored.feature === page?.feature ? stored : fresh(page?.feature)
  const change = (part: Partial<OwnState>) => setStored({ ...own, ...part })
  const wanted = page ? nearestInterval(page.examples.intervals, view.interval) : undefined
  const decimals = activationDecimals(page?.max ?? 0)
  const { opened, turn, range } = own
  const between = useBetween(page, range, decimals)
  const sections = useMemo(
    () =>
      page
        ? [
            ...sectionsOf(page, { counts, interval: range ? 0 : (wanted ?? 0), open: opened, turn, documents }, decimals),
            ...between
          ]
        : [],
    [page, counts, wanted, opened, turn, documents, decimals, range, between]
  )
  const step = (direction: FocusStep) => change({ focus: moveFocus(linesOf(sections), own.focus, direction, view.context) })
  useCommands(
    evidenceCommands(scope, page !== undefined, besideList, {
      step,
      clear: own.focus && (() => change({ focus: undefined })),
      explain: () => {
        const line = linesOf(sections)[own.focus?.line ?? 0]
        if (line) navigate('rows', { row: line.row })
      },
      cite: () => {
        const line = linesOf(sections)[own.focus?.line ?? 0]
        const source = sourceWords(sourceOf(run, page?.rows ?? 0))
        if (page && line) void copyLine(exampleCitation(page.feature, line, own.focus?.token, source), 'a line to cite')
      },
      again: () => change({ turn: own.turn + 1, focus: undefined }),
      interval: (direction) => {
        if (!page) return
        change({ range: undefined })
        useEvidenceView.setState({ interval: intervalAfter(page.examples.intervals, wanted ?? 0, direction) })
      }
    })
  )
  const open = useCallback(
    (section: string) => setStored((old) => ({ ...old, feature: page?.feature, opened: new Set([...opened, section]) })),
    [page?.feature, opened]
  )
  if (!page) return undefined
  const interval = page.examples.intervals.find((entry) => entry.interval === wanted)
  return { page, sections, decimals, interval, focus: own.focus, open, range, setRange: (next) => change({ range: next }) }
}

interface EvidenceActs {
  step(direction: FocusStep): void
  clear: (() => void) | undefined
  again(): void
  /** Of the line with the focus, else of the first. */
  explain(): void
  cite(): void
  interval(direction: -1 | 1): void
}

function evidenceCommands(scope: string, hasPage: boolean, besideList: boolean, act: EvidenceActs): Command[] {
  const focusCommand = (direction: FocusStep, key: string): Command => ({
    id: `evidence.${direction}`,
    title: `Token focus ${direction}`,
    keys: [key],
    scope,
    when: hasPage,
    hidden: true,
    run: () => act.step(direction)
  })
  const citeCommand: Command = {
    id: 'evidence.cite',
    title: 'Copy this activation as a line',
    keys: ['Mod+C'],
    scope,
    when: () => hasPage && (window.getSelection()?.toString() ?? '') === '',
    run: act.cite
  }
  return [
    {
      id: 'evidence.context',
      title: 'More or less context',
      keys: ['W'],
      scope,
      run: () => useEvidenceView.setState((view) => ({ context: nextContext(view.context) }))
    },
    {
      id: 'evidence.boost',
      title: 'Boost weak activations',
      keys: ['H'],
      scope,
      run: () => useEvidenceView.setState((view) => ({ scale: view.scale === 'linear' ? 'boost' : 'linear' }))
    },
    {
      id: 'evidence.bins',
      title: 'Linear or log-spaced histogram',
      keys: ['B'],
      scope,
      when: hasPage,
      run: () => useEvidenceView.setState((view) => ({ bins: view.bins === 'linear' ? 'log' : 'linear' }))
    },
    { id: 'evidence.less', title: 'Lower interval', keys: ['['], scope, when: hasPage, run: () => act.interval(-1) },
    { id: 'evidence.more', title: 'Higher interval', keys: [']'], scope, when: hasPage, run: () => act.interval(1) },
    { id: 'evidence.explain', title: 'Explain this row', keys: ['I'], scope, when: hasPage, run: act.explain },
    { id: 'evidence.again', title: 'Other random examples', keys: ['Shift+R'], scope, when: hasPage, run: act.again },
    focusCommand('left', 'ArrowLeft'),
    focusCommand('right', 'ArrowRight'),
    ...(besideList ? [] : [focusCommand('up', 'ArrowUp'), focusCommand('down', 'ArrowDown'), citeCommand]),
    {
      id: 'evidence.clear',
      title: 'Leave the token focus',
      keys: ['Escape'],
      scope,
      when: act.clear !== undefined,
      hidden: true,
      run: () => act.clear?.()
    }
  ]
}

function useDocuments(): boolean {
  return (useProject()?.datasets[0]?.documents ?? 0) > 0
}
