/**
 * Runs: their rows and config files. A run's metrics, checkpoints and features have tables of their own;
 * they go together with it.
 */
import { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { writeAtomically } from '../files/write-atomically'
import type { RunChange, RunDraft, RunStore } from '../run-records'
import type { Removals } from './removals'
import { freeName, suggestedName } from './run-names'
import { freeSlot, type RunParts, type RunRow, rowFromRun, runFromDraft, runFromRow } from './run-rows'
import { requireWritable, type TableContext, validRecord } from './stored-records'

interface RunTableNeeds {
  partsOf(run: string): RunParts
  removals: Removals
}

const columns =
  'id, name, dataset, config, state, step, seconds, slot, backend, input_scale, validation, note, tags, archived, run_group, error, created_at, finished_at'
const parameters = columns.replaceAll(/\w+/g, '@$&')
const assignments = columns.replaceAll(/\w+/g, '$& = @$&')

export function runTable(context: TableContext, { partsOf, removals }: RunTableNeeds): RunStore {
  const { connection, layout } = context
  const all = connection.prepare<[], RunRow>(`SELECT ${columns} FROM runs ORDER BY created_at, rowid`)
  const one = connection.prepare<[string], RunRow>(`SELECT ${columns} FROM runs WHERE id = ?`)
  const names = connection.prepare<[], string>('SELECT name FROM runs').pluck()
  const slots = connection.prepare<[], number>('SELECT slot FROM runs').pluck()
  const insert = connection.prepare<[RunRow]>(`INSERT INTO runs (${columns}) VALUES (${parameters})`)
  const update = connection.prepare<[RunRow]>(`UPDATE runs SET ${assignments} WHERE id = @id`)
  const remove = connection.prepare<[string]>('DELETE FROM runs WHERE id = ?')
  const removeEmptyGroups = connection.prepare(
    'DELETE FROM run_groups WHERE id NOT IN (SELECT run_group FROM runs WHERE run_group IS NOT NULL)'
  )

  const record = (row: RunRow): Run => runFromRow(row, partsOf(row.id))
  const find = (id: string): Run | undefined => {
    const row = one.get(id)
    return row && record(row)
  }
  const get = (id: string): Run => find(id) ?? refuse(id)
  const takenNames = (): Set<string> => new Set(names.all())

  const removeRow = connection.transaction((id: string) => {
    if (remove.run(id).changes === 0) refuse(id)
    removeEmptyGroups.run()
    removals.note('run', id)
  })

  return {
    list: () => all.all().map(record),
    get,
    find,
    suggestName: (config) => suggestedName(config, takenNames()),
    insert(draft: RunDraft): Run {
      requireWritable(context)
      const taken = takenNames()
      const name = draft.name ? freeName(draft.name, taken) : suggestedName(draft.config, taken)
      const run = validRecord(Run, runFromDraft(draft, { name, slot: freeSlot(slots.all()) }), 'run')
      if (one.get(run.id)) throw new LoupeError('exists', `There is a run ${run.id} already`)
      writeConfig(layout.configFile(run.id), run)
      insert.run(rowFromRun(run))
      return get(run.id)
    },
    update(id: string, change: RunChange): Run {
      requireWritable(context)
      const before = get(id)
      const run = validRecord(Run, changedRun(before, change, takenNames()), 'run')
      if (change.config) writeConfig(layout.configFile(id), run)
      update.run(rowFromRun(run))
      return run
    },
    remove(id) {
      removeRow(id)
      removals.carryOut()
    }
  }
}

/** null takes a field away, undefined leaves it. */
function changedRun(run: Run, change: RunChange, taken: Set<string>): Run {
  const { error, finishedAt, validation, ...rest } = { ...change, validation: change.validation && finiteOnly(change.validation) }
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const removable = Object.fromEntries(
    Object.entries({ error, finishedAt, validation })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value ?? undefined])
  )
  const name = change.name === undefined || change.name === run.name ? run.name : freeName(change.name, taken)
  return { ...run, ...given, ...removable, name }
}

/** A metric that diverged has no number that can be stored; it counts as absent. */
function finiteOnly(values: NonNullable<Run['validation']>): Run['validation'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)))
}

/** A copy for people and scripts; the row is what counts. */
function writeConfig(path: string, run: Run): void {
  writeAtomically(path, configText(run))
}

/** Content of a run's config.json. */
export function configText({ config }: Run): string {
  return `${JSON.stringify(config, null, 2)}\n`
}

function refuse(id: string): never {
  throw new LoupeError('not-found', `There is no run ${id} in this project`, { hint: 'List the runs of the project.' })
}
