/**
 * The evidence of a feature with the keys that work on it: context, scale, interval, other random rows, token focus.
 * evidence.tsx draws it; the screens place it.
 */
import { useCallback, useMemo, useState } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { intervalAfter, nearestInterval } from '../../widgets/activation-histogram/bars'
import { activationDecimals, type FocusStep, moveFocus, nextContext, type TokenFocus } from '../../widgets/concordance/layout'
import { type ExampleSection, linesOf, type SectionCounts, sectionsOf } from '../../widgets/concordance/sections'
import { type Command, useCommands } from '../commands/commands'
import { useProject } from '../project/current'
import { useEvidenceView } from './evidence-view'

export interface Evidence {
  page: FeaturePage
  sections: ExampleSection[]
  decimals: number
  /** The interval between the handles; undefined where no interval has examples. */
  interval: FeaturePage['examples']['intervals'][number] | undefined
  focus: TokenFocus | undefined
  open(section: string): void
}

interface OwnState {
  /** The feature that the rest belongs to: another feature begins anew. */
  feature: number | undefined
  opened: ReadonlySet<string>
  turn: number
  focus: TokenFocus | undefined
}

const fresh = (feature: number | undefined): OwnState => ({ feature, opened: new Set(), turn: 0, focus: undefined })

/** `scope` is that of the screen, so that its keys act there and only there. Beside a list, ↑ and ↓ are the list's. */
export function useEvidence(
  page: FeaturePage | undefined,
  counts: SectionCounts,
  scope: string,
  besideList = false
): Evidence | undefined {
  const view = useEvidenceView()
  const documents = useDocuments()
  const [stored, setStored] = useState<OwnState>(() => fresh(undefined))
  const own = stored.feature === page?.feature ? stored : fresh(page?.feature)
  const change = (part: Partial<OwnState>) => setStored({ ...own, ...part })
  const wanted = page ? nearestInterval(page.examples.intervals, view.interval) : undefined
  const decimals = activationDecimals(page?.max ?? 0)
  const { opened, turn } = own
  const sections = useMemo(
    () => (page ? sectionsOf(page, { counts, interval: wanted ?? 0, open: opened, turn, documents }, decimals) : []),
    [page, counts, wanted, opened, turn, documents, decimals]
  )
  const step = (direction: FocusStep) => change({ focus: moveFocus(linesOf(sections), own.focus, direction, view.context) })
  useCommands(
    evidenceCommands(scope, page !== undefined, besideList, {
      step,
      clear: own.focus && (() => change({ focus: undefined })),
      again: () => change({ turn: own.turn + 1, focus: undefined }),
      interval: (direction) =>
        page && useEvidenceView.setState({ interval: intervalAfter(page.examples.intervals, wanted ?? 0, direction) })
    })
  )
  const open = useCallback(
    (section: string) => setStored((old) => ({ ...old, feature: page?.feature, opened: new Set([...opened, section]) })),
    [page?.feature, opened]
  )
  if (!page) return undefined
  const interval = page.examples.intervals.find((entry) => entry.interval === wanted)
  return { page, sections, decimals, interval, focus: own.focus, open }
}

interface EvidenceActs {
  step(direction: FocusStep): void
  clear: (() => void) | undefined
  again(): void
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
    { id: 'evidence.less', title: 'Lower interval', keys: ['['], scope, when: hasPage, run: () => act.interval(-1) },
    { id: 'evidence.more', title: 'Higher interval', keys: [']'], scope, when: hasPage, run: () => act.interval(1) },
    { id: 'evidence.again', title: 'Other random examples', keys: ['Shift+R'], scope, when: hasPage, run: act.again },
    focusCommand('left', 'ArrowLeft'),
    focusCommand('right', 'ArrowRight'),
    ...(besideList ? [] : [focusCommand('up', 'ArrowUp'), focusCommand('down', 'ArrowDown')]),
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
