/** A run between its row and its record. Checkpoints, warnings and the analysis come from their own tables. */
import { randomBytes } from 'node:crypto'
import { Run } from '../../../contract/records/run'
import type { RunDraft } from '../run-records'
import { checkedRecord, orAbsent, valueFromJson } from './stored-records'

export interface RunRow {
  id: string
  name: string
  dataset: string
  config: string
  state: string
  step: number
  seconds: number
  slot: number
  backend: string
  input_scale: number | null
  validation: string | null
  note: string
  tags: string
  archived: number
  run_group: string | null
  error: string | null
  created_at: number
  finished_at: number | null
}

export type RunParts = Pick<Run, 'checkpoints' | 'warnings' | 'analysis' | 'unfinishedAnalysis'>

export function runFromRow(row: RunRow, parts: RunParts): Run {
  const what = `run (${row.id})`
  const given = {
    ...parts,
    id: row.id,
    name: row.name,
    dataset: row.dataset,
    config: valueFromJson(row.config, what),
    state: row.state,
    step: row.step,
    seconds: row.seconds,
    slot: row.slot,
    backend: row.backend,
    inputScale: orAbsent(row.input_scale),
    validation: valueFromJson(row.validation, what),
    note: row.note,
    tags: valueFromJson(row.tags, what),
    archived: row.archived !== 0,
    group: orAbsent(row.run_group),
    error: valueFromJson(row.error, what),
    createdAt: row.created_at,
    finishedAt: orAbsent(row.finished_at)
  }
  return checkedRecord(Run, withoutAbsent(given), what)
}

/** A run as it begins. */
export function runFromDraft(draft: RunDraft, found: { name: string; slot: number }): Run {
  return {
    id: draft.id ?? randomBytes(6).toString('hex'),
    name: found.name,
    dataset: draft.dataset,
    config: draft.config,
    state: draft.state ?? 'queued',
    step: 0,
    seconds: 0,
    slot: found.slot,
    backend: draft.backend,
    inputScale: draft.inputScale,
    checkpoints: [],
    warnings: [],
    note: draft.note ?? '',
    tags: draft.tags ?? [],
    archived: false,
    group: draft.group,
    createdAt: draft.createdAt ?? Date.now()
  }
}

export function rowFromRun(run: Run): RunRow {
  return {
    id: run.id,
    name: run.name,
    dataset: run.dataset,
    config: JSON.stringify(run.config),
    state: run.state,
    step: run.step,
    seconds: run.seconds,
    slot: run.slot,
    backend: run.backend,
    input_scale: run.inputScale ?? null,
    validation: run.validation ? JSON.stringify(run.validation) : null,
    note: run.note,
    tags: JSON.stringify(run.tags),
    archived: Number(run.archived),
    run_group: run.group ?? null,
    error: run.error ? JSON.stringify(run.error) : null,
    created_at: run.createdAt,
    finished_at: run.finishedAt ?? null
  }
}

function withoutAbsent(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}

/** First of 0–5 that no run has, else the one fewest have. */
export function freeSlot(slots: readonly number[]): number {
  const uses = [0, 0, 0, 0, 0, 0]
  for (const slot of slots) uses[slot] += 1
  return uses.indexOf(Math.min(...uses))
}
