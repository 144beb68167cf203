/** The groups of the palette for a typed text; features are asked from the engine, the rest is at hand. */
import { useDeferredValue, useMemo } from 'react'
import { activeCommands } from '../commands/commands'
import { useCall } from '../engine/queries'
import type { PaletteMode } from '../layout/view'
import { useRun, useRuns } from '../project/current'
import { navigate, useSession } from '../session'
import { commandItems, featureItems, type PaletteGroup, readQuery, runItems } from './palette-items'

export function usePaletteGroups(text: string, mode: PaletteMode): PaletteGroup[] {
  const { query, only } = readQuery(text)
  const commands = useMemo(() => activeCommands(), [])
  const runs = useRuns()
  const wantsFeatures = only !== 'commands' && query.length > 0
  const features = useFeatureItems(useDeferredValue(query), wantsFeatures)
  const groups: PaletteGroup[] = []
  if (only !== 'features' && mode !== 'go-to')
    groups.push({ title: 'Commands', items: commandItems(commands, query, only === 'commands' || query === '') })
  if (wantsFeatures) groups.push({ title: 'Features', items: features })
  if (only === null && (query || mode === 'go-to'))
    groups.push({ title: 'Runs', items: runItems(runs ?? [], query, (run) => navigate('runs', { run: run.id })) })
  return groups.filter((group) => group.items.length > 0)
}

function useFeatureItems(query: string, wanted: boolean) {
  const project = useSession((session) => session.project) ?? ''
  const run = useRun()
  const canAsk = wanted && query !== '' && run?.analysis !== undefined
  const place = { project, run: run?.id ?? '' }
  const number = /^\d+$/.test(query) ? Number(query) : undefined
  const isFeature = number !== undefined && number < (run?.analysis?.features ?? 0)
  const found = useCall(
    'features.ids',
    { ...place, filter: `"${query.replaceAll('"', '')}"` },
    { enabled: canAsk, keepPrevious: true }
  )
  const ids = [...(isFeature ? [number] : []), ...(found.data?.ids.slice(0, 6) ?? [])]
  const rows = useCall(
    'features.rows',
    { ...place, features: [...new Set(ids)] },
    { enabled: canAsk && ids.length > 0, keepPrevious: true }
  )
  if (!canAsk || ids.length === 0) return []
  return featureItems(rows.data ?? [], query, (feature) => navigate('feature', { run: place.run, feature }))
}
