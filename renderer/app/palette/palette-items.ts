/**
 * What the palette offers for a typed text: commands, features and runs, each with its matched letters. Nothing is drawn here.
 */
import type { FeatureRow } from '../../../contract/records/feature'
import type { Run } from '../../../contract/records/run'
import { formatFixed, formatPercent } from '../../widgets/format'
import type { IconName } from '../../widgets/icon/icon-paths'
import { type Command, canRun } from '../commands/commands'
import { type Match, matchText } from './match'

export interface PaletteItem {
  key: string
  icon: IconName
  title: string
  /** In front of the title, mono: a feature's id. */
  id?: string
  ranges: Match['ranges']
  detail?: string
  /** At the right: where it belongs, its numbers. */
  note?: string
  /** First keys of a command. */
  command?: string
  run(): void
}

export interface PaletteGroup {
  title: string
  items: PaletteItem[]
}

/** The typed text without its prefix, and what the prefix asks for: `>` commands only, `#` features only. */
export function readQuery(text: string): { query: string; only: 'commands' | 'features' | null } {
  if (text.startsWith('>')) return { query: text.slice(1).trim(), only: 'commands' }
  if (text.startsWith('#')) return { query: text.slice(1).trim(), only: 'features' }
  return { query: text.trim(), only: null }
}

const most = { commands: 8, allCommands: 200, features: 6, runs: 5 }

/** Above it the typed text stands in the title as it is; scattered letters are only worth showing when nothing else fits. */
const wholeScore = 50

export function commandItems(commands: readonly Command[], query: string, all: boolean): PaletteItem[] {
  const offered = commands.filter((command) => !command.hidden && canRun(command))
  const found = offered.flatMap((command) => {
    const match = matchText(query, command.title)
    return match ? [{ command, match }] : []
  })
  found.sort((a, b) => b.match.score - a.match.score || a.command.title.localeCompare(b.command.title))
  const hasWhole = query !== '' && found.some(({ match }) => match.score > wholeScore)
  const kept = hasWhole ? found.filter(({ match }) => match.score > wholeScore) : found
  return kept.slice(0, all ? most.allCommands : most.commands).map(({ command, match }) => ({
    key: command.id,
    icon: areaOf(command.id).icon,
    title: command.title,
    ranges: match.ranges,
    detail: command.detail,
    note: areaOf(command.id).word,
    command: command.id,
    run: () => command.run()
  }))
}

export function featureItems(rows: readonly FeatureRow[], query: string, open: (feature: number) => void): PaletteItem[] {
  return rows.slice(0, most.features).map((row) => ({
    key: `feature-${row.feature}`,
    icon: 'explore' as const,
    id: String(row.feature),
    title: row.label || 'no label',
    ranges: row.label ? (matchText(query, row.label)?.ranges ?? []) : [],
    note: `mass ${formatPercent(row.mass)}`,
    run: () => open(row.feature)
  }))
}

export function runItems(runs: readonly Run[], query: string, open: (run: Run) => void): PaletteItem[] {
  const found = runs.flatMap((run) => {
    const match = matchText(query, run.name)
    return match ? [{ run, match }] : []
  })
  found.sort((a, b) => b.match.score - a.match.score || b.run.createdAt - a.run.createdAt)
  return found.slice(0, most.runs).map(({ run, match }) => ({
    key: `run-${run.id}`,
    icon: 'runs' as const,
    title: run.name,
    ranges: match.ranges,
    note: runNote(run),
    run: () => open(run)
  }))
}

function runNote({ state, validation }: Run): string {
  if (validation?.l0 === undefined || validation.explained_variance === undefined) return state
  return `L0 ${formatFixed(validation.l0, 1)}, EV ${formatFixed(validation.explained_variance, 3)}`
}

const areas: Record<string, { word: string; icon: IconName }> = {
  app: { word: 'Loupe', icon: 'settings' },
  chart: { word: 'Runs', icon: 'runs' },
  data: { word: 'Data', icon: 'data' },
  edit: { word: 'Edit', icon: 'undo' },
  explore: { word: 'Explore', icon: 'explore' },
  export: { word: 'Export', icon: 'export' },
  feature: { word: 'Explore', icon: 'explore' },
  features: { word: 'Explore', icon: 'explore' },
  files: { word: 'Data', icon: 'data' },
  go: { word: 'Go', icon: 'arrow-right' },
  help: { word: 'Loupe', icon: 'keyboard' },
  annotate: { word: 'Annotate', icon: 'annotate' },
  label: { word: 'Annotate', icon: 'annotate' },
  palette: { word: 'Go', icon: 'search' },
  project: { word: 'Projects', icon: 'projects' },
  run: { word: 'Runs', icon: 'runs' },
  runs: { word: 'Runs', icon: 'runs' },
  view: { word: 'View', icon: 'sidebar' }
}

function areaOf(id: string): { word: string; icon: IconName } {
  const area = id.split('.')[0]
  return areas[area] ?? { word: area.charAt(0).toUpperCase() + area.slice(1), icon: 'arrow-right' }
}
