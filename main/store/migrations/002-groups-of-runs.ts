/**
 * Format 2: groups of runs, tags, archive; the sparsity coefficient of a configuration under the name that all architectures share;
 * overviews of metrics, so that a run of a million steps is drawn without reading them all.
 */
import type { Connection } from '../database/connect'
import type { Migration } from './index'

const groups = `
  CREATE TABLE run_groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    parallel INTEGER NOT NULL,
    share INTEGER NOT NULL,
    -- Whether its runs are analyzed when they end.
    analysis INTEGER NOT NULL
  ) STRICT;
  ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN run_group TEXT REFERENCES run_groups (id);
  CREATE INDEX runs_by_group ON runs (run_group);
`

// A table of its own: behind the points in one row an overview could not be read without them.
const overviews = `
  CREATE TABLE metric_overviews (
    chunk INTEGER PRIMARY KEY REFERENCES metric_chunks (id) ON DELETE CASCADE,
    count INTEGER NOT NULL,
    keys TEXT NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
`

/** Fields of a configuration by the name they had. */
const renamed: Record<string, string> = { l1Coefficient: 'sparsityCoefficient', l1WarmUpShare: 'sparsityWarmUpShare' }

export const groupsOfRuns: Migration = {
  version: 2,
  up(connection) {
    connection.exec(groups)
    connection.exec(overviews)
    rewrite(connection, { table: 'runs', column: 'config' }, renamedFields)
    rewrite(connection, { table: 'exports', column: 'record' }, withRenamedConfig)
  }
}

/** Changes a JSON column of every row; what can not be read is left for whoever reads it to say. */
function rewrite(connection: Connection, { table, column }: { table: string; column: string }, change: (value: Json) => Json) {
  const all = connection.prepare<[], { id: string; text: string }>(`SELECT id, ${column} AS text FROM ${table}`)
  const put = connection.prepare<[string, string]>(`UPDATE ${table} SET ${column} = ? WHERE id = ?`)
  for (const { id, text } of all.all()) {
    const value = objectFrom(text)
    if (value) put.run(JSON.stringify(change(value)), id)
  }
}

type Json = Record<string, unknown>

function objectFrom(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** In the order they were in. */
function renamedFields(config: Json): Json {
  return Object.fromEntries(Object.entries(config).map(([field, value]) => [renamed[field] ?? field, value]))
}

function withRenamedConfig(record: Json): Json {
  const { receipt } = record
  if (!isObject(receipt) || !isObject(receipt.config)) return record
  return { ...record, receipt: { ...receipt, config: renamedFields(receipt.config) } }
}
