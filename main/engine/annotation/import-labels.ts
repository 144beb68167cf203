/** Labels of a file of another tool for a run: which rows can be used, and taking them without replacing what a person wrote. */
import { basename } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { Label, LabelFields } from '../../../contract/records/label'
import type { LabelFileLook, LabelImport, LabelProblem } from '../../../contract/records/label-file'
import { type KeptSuggestion, suggestionLimits } from '../../../contract/records/suggestion'
import { LoupeError } from '../../../contract/wire/errors'
import { type FoundLabel, type LabelFile, readLabelFile } from '../../interchange/index'
import type { ProjectStore } from '../../store/project-store'
import { isUntouched } from './accept-suggestions'

type Given = Pick<Checked<'labelFiles.look'>, 'run' | 'path' | 'format' | 'columns' | 'source'>

const shown = { problems: 50, sample: 20, told: 5 } as const

export interface Usable extends Pick<LabelFile, 'format' | 'columns' | 'used' | 'problems'> {
  rows: FoundLabel[]
  empty: number
  sources: LabelFileLook['sources']
}

/** Rows of the file that are about features of the run; of several sources, of the one that is named. */
export async function usableRows(store: ProjectStore, { run, path, format, columns, source }: Given): Promise<Usable> {
  return usable(await readLabelFile(path, { format, columns }), { dSae: store.runs.get(run).config.dSae, path, source })
}

/** Of a dictionary with so many features. */
export function usable(
  file: LabelFile,
  { dSae, path, source }: { dSae: number; path: string; source?: string | undefined }
): Usable {
  const sources = sourcesOf(file.rows)
  const chosen = sources.length > 1 || source !== undefined ? file.rows.filter((row) => row.source === source) : file.rows
  if (source !== undefined && chosen.length === 0) throw noSource(path, source, sources)
  const outside = chosen.filter(({ feature }) => feature >= dSae)
  const rows = chosen.filter((row) => row.feature < dSae && saysSomething(row))
  const problems = [...file.problems, ...outside.map(({ feature, place }) => notThere(feature, place, dSae))]
  const empty = chosen.length - outside.length - rows.length
  return { ...file, rows, empty, problems, sources: sources.length > 1 ? sources : [] }
}

export function lookOf(store: ProjectStore, run: string, usable: Usable): LabelFileLook {
  const { format, rows, empty, problems, columns, used, sources } = usable
  const features = [...new Set(rows.map(({ feature }) => feature))]
  return {
    format,
    labels: rows.length,
    features: features.length,
    empty,
    fresh: store.labels.many(run, features).filter(isUntouched).length,
    bad: problems.length,
    problems: problems.slice(0, shown.problems),
    ...(columns ? { columns } : {}),
    ...(used ? { used } : {}),
    sources,
    sample: rows.slice(0, shown.sample).map(({ feature, label, place }) => ({ feature, label, place }))
  }
}

/** All or nothing. Throws malformed for rows that can not be used, usage for a table or sources that are not named. */
export function takeLabels(
  store: ProjectStore,
  { run, path, as, leaveOut, source }: Pick<Checked<'labelFiles.import'>, 'run' | 'path' | 'as' | 'leaveOut' | 'source'>,
  usable: Usable,
  author: string
): LabelImport & { changed: Label[] } {
  const { rows, problems } = usable
  refuseUnclear(usable, path, source)
  if (problems.length > 0 && !leaveOut) throw badRows(path, problems)
  if (rows.length === 0) throw new LoupeError('empty', `${path} holds no labels for this run.`, { place: path })
  const firsts = as === 'labels' ? firstForFresh(store, run, rows) : []
  const taken = new Set(firsts)
  const others = rows.filter((row) => !taken.has(row) && store.labels.get(run, row.feature).label !== row.label)
  return store.together(() => {
    const edits = firsts.map((row) => ({ feature: row.feature, change: changeOf(row) }))
    const changed = edits.length > 0 ? store.labels.editMany(run, edits, { author }) : []
    const put = store.suggestions.put(
      run,
      others.map((row) => suggestionOf(row, path))
    )
    const unchanged = rows.length - taken.size - put.added
    return { labeled: changed.length, suggested: put.added, unchanged, leftOut: problems.length, changed }
  })
}

/** The first row of each feature that nobody touched. */
function firstForFresh(store: ProjectStore, run: string, rows: FoundLabel[]): FoundLabel[] {
  const first = new Map<number, FoundLabel>()
  for (const row of rows) if (!first.has(row.feature)) first.set(row.feature, row)
  const labels = store.labels.many(run, [...first.keys()])
  return [...first.values()].filter((_, at) => isUntouched(labels[at]))
}

function changeOf({ label, notes, tags, confidence, status = 'labeled' }: FoundLabel): Partial<LabelFields> {
  const said = { notes, tags, confidence }
  return { label, status, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
}

function suggestionOf({ feature, label, tags, status, why, source }: FoundLabel, path: string): KeptSuggestion {
  const about = source === undefined ? '' : `, of ${source}`
  return {
    feature,
    source: 'imported',
    text: label,
    ...(tags ? { tags } : {}),
    ...(status === 'not-interpretable' ? { status } : {}),
    why: `${why}${about}: ${basename(path)}`.slice(0, suggestionLimits.why),
    origin: basename(path).slice(0, suggestionLimits.origin)
  }
}

function saysSomething({ label, status }: FoundLabel): boolean {
  return label.trim() !== '' || status === 'not-interpretable'
}

function sourcesOf(rows: FoundLabel[]): LabelFileLook['sources'] {
  const counts = new Map<string, number>()
  for (const { source = '' } of rows) counts.set(source, (counts.get(source) ?? 0) + 1)
  return [...counts].map(([name, labels]) => ({ name, labels })).sort((a, b) => b.labels - a.labels)
}

function refuseUnclear({ format, used, columns = [], sources }: Usable, path: string, source: string | undefined): void {
  if (format === 'annotations')
    throw new LoupeError('usage', `${path} holds the labels of one annotator.`, {
      hint: 'Import it as an annotator’s labels: they stay beside those of the project.',
      place: path
    })
  if (format === 'table' && (used?.feature === undefined || used.label === undefined))
    throw new LoupeError('usage', `${path}: which columns hold the feature and its label?`, {
      hint: `Name them, of: ${columns.slice(0, 20).join(', ')}; on the command line: --columns feature=ONE,label=ANOTHER.`,
      place: path
    })
  if (sources.length > 1 && source === undefined)
    throw new LoupeError('usage', `${path} is about several dictionaries.`, {
      hint: `Name one: ${sources
        .slice(0, 10)
        .map(({ name }) => name)
        .join(', ')}.`,
      place: path
    })
}

function noSource(path: string, source: string, sources: LabelFileLook['sources']): LoupeError {
  const known = sources.map(({ name }) => name).filter((name) => name !== '')
  return new LoupeError('not-found', `${path} says nothing of “${source}”.`, {
    hint: known.length > 0 ? `It is about: ${known.slice(0, 10).join(', ')}.` : 'It does not say what it is about.',
    place: path
  })
}

function notThere(feature: number, place: string, dSae: number): LabelProblem {
  return { place, what: `there is no feature ${feature} among ${dSae}` }
}

function badRows(path: string, problems: LabelProblem[]): LoupeError {
  const told = problems.slice(0, shown.told).map(({ place, what }) => `${place}: ${what}`)
  const more = problems.length > told.length ? ` and ${problems.length - told.length} more` : ''
  return new LoupeError('malformed', `${path} has rows that can not be used. ${told.join('; ')}${more}.`, {
    hint: 'Nothing was imported. Correct them, or leave them out; on the command line: --leave-out.',
    place: path
  })
}
