/** Taking a dictionary in, step by step: look at the files, try it on rows, confirm what was guessed, import. */
import { useEffect, useState } from 'react'
import type { Mapping } from '../../../../contract/records/dictionary-mapping'
import type { DictionaryLook } from '../../../../contract/records/dictionary-report'
import { type OneCall, useOneCall } from '../../../app/engine/use-one-call'
import { endImport, useImportRequest } from '../../../app/project/import-request'
import { formatPlural } from '../../../widgets/format'
import { toast } from '../../../widgets/toast/toast-store'
import { showRun } from '../runs-view'
import { guessedFacts } from './found-words'
import { draftFrom, type MappingDraft } from './mapping-draft'

export interface ImportView {
  path: string
  setPath(path: string): void
  dataset: string
  setDataset(dataset: string): void
  name: string
  setName(name: string): void
  /** What is chosen by hand; absent where the format says it all. */
  draft: MappingDraft | undefined
  setDraft(draft: MappingDraft): void
  /** What is shown was read as it is chosen there. */
  isDraftUsed: boolean
  /** Begins to choose by hand, although a format was recognized. */
  mapByHand(): void
  /** What is shown was read with a mapping. */
  isMapped: boolean
  isConfirmed: boolean
  setConfirmed(isConfirmed: boolean): void
  look: OneCall<'dictionaries.look'>['state']
  trial: OneCall<'dictionaries.try'>['state']
  taking: OneCall<'dictionaries.import'>['state']
  /** Reads the files; with what is chosen by hand, or by their format. */
  open(mapping?: Mapping, path?: string): void
  /** Whether labels beside the dictionary come too. */
  withLabels: boolean
  setWithLabels(withLabels: boolean): void
  canTake: boolean
  take(): void
  isBusy: boolean
  /** Stops what is under way; gives false where nothing is. */
  stop(): boolean
}

export function useImport(project: string, firstDataset: string): ImportView {
  const asked = useImportRequest()
  const [path, setPath] = useState(asked.path)
  const [dataset, setDataset] = useState(firstDataset)
  const [name, setName] = useState('')
  const [mapping, setMapping] = useState<Mapping>()
  const [draft, setDraft] = useState<MappingDraft>()
  const [usedDraft, setUsedDraft] = useState<MappingDraft>()
  const [isConfirmed, setConfirmed] = useState(false)
  const [withLabels, setWithLabels] = useState(true)
  const look = useOneCall('dictionaries.look')
  const trial = useOneCall('dictionaries.try')
  const taking = useOneCall('dictionaries.import')
  const given = (used: Mapping | undefined, file: string) => ({ path: file.trim(), ...(used ? { mapping: used } : {}) })

  const tryOn = (used: Mapping | undefined, file: string, data: string) =>
    trial.begin({ project, dataset: data, ...given(used, file) })
  const open = async (used?: Mapping, file = path) => {
    if (file.trim() === '') return
    trial.cancel()
    taking.cancel()
    setConfirmed(false)
    setMapping(used)
    setUsedDraft(used && draft)
    if (!used) setDraft(undefined)
    const seen = await look.begin(given(used, file))
    if (!seen) return
    if (seen.problem && !used) setDraft(draftFrom(seen.proposed))
    if (seen.report) void tryOn(used, file, dataset)
  }
  const take = async () => {
    const called = name.trim() ? { name: name.trim() } : {}
    const taken = await taking.begin({ project, dataset, labels: withLabels, ...given(mapping, path), ...called })
    if (!taken) return
    endImport()
    showRun(taken.run.id)
    const labels = taken.labels ? ` with ${formatPlural(taken.labels.labeled, 'label')}` : ''
    toast({ tone: 'ok', text: `${taken.run.name} is imported${labels}`, detail: 'Analyze it to see its features.' })
  }
  const stop = () => {
    const busy = [taking, trial, look].find(({ state }) => state.kind === 'busy')
    busy?.stop()
    return busy !== undefined
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it was dropped or asked for once more
  useEffect(() => {
    if (asked.path === '') return focusPath()
    setPath(asked.path)
    void open(undefined, asked.path)
  }, [asked.times])

  const seen = look.state.kind === 'done' ? look.state.result : undefined
  const isDraftUsed = draft === usedDraft
  const needsWord = seen?.report !== undefined && guessedFacts(seen.report).length > 0
  return {
    path,
    setPath,
    dataset,
    setDataset: (data) => {
      setDataset(data)
      if (seen?.report) void tryOn(mapping, path, data)
    },
    name,
    setName,
    draft,
    setDraft,
    isDraftUsed,
    mapByHand: () => setDraft(draftFrom(proposedOf(seen))),
    isMapped: mapping !== undefined,
    isConfirmed,
    setConfirmed,
    withLabels,
    setWithLabels,
    look: look.state,
    trial: trial.state,
    taking: taking.state,
    open: (used, file) => void open(used, file),
    canTake: isDraftUsed && trial.state.kind === 'done' && taking.state.kind !== 'busy' && (!needsWord || isConfirmed),
    isBusy: [taking, trial, look].some(({ state }) => state.kind === 'busy'),
    take: () => void take(),
    stop
  }
}

/** Ready to be typed over. */
function focusPath(): void {
  document.querySelector<HTMLInputElement>('#dictionary-path')?.select()
}

/** What the format made of it is a better start than names and shapes. */
function proposedOf(look: DictionaryLook | undefined): Mapping | undefined {
  const { report, proposed } = look ?? {}
  if (!report || !proposed) return proposed
  const { architecture, kind, applyBDecToInput, k, inputNorm, streams } = report
  const known = { k, inputNorm, streams }
  const said = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  return { ...proposed, architecture, kind, applyBDecToInput, ...said }
}
