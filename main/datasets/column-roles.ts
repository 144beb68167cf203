/**
 * What a column of a row table is for, told by its name. Each role but `label` is given once, to the name that fits best;
 * the rest are label columns, as many as are kept.
 */
import type { ColumnRole } from '../../contract/records/dataset'

/** Names by role, the best first. Compared without case, with `-`, space and `.` as `_`. */
const namesByRole: Partial<Record<ColumnRole, string[]>> = {
  token: ['token', 'token_text', 'token_str', 'str_token', 'tokens', 'str_tokens', 'text', 'str', 'phrase', 'word', 'string'],
  'token-id': ['token_id', 'token_ids', 'tokenid', 'input_id', 'input_ids'],
  document: ['document', 'doc', 'document_id', 'doc_id', 'doc_idx', 'sequence', 'seq', 'seq_id', 'sequence_id', 'prompt_id'],
  position: ['position', 'pos', 'token_position', 'position_id', 'token_pos', 'seq_pos'],
  split: ['split', 'data_split', 'dataset_split']
}

/** Names of columns that hold numbers about a row, not activations. */
const labelNames = ['label', 'labels', 'class', 'target', 'category', 'split', 'row', 'row_id', 'index', 'id']

/** Each label column is a file of the row index; a table with more of them is not about labels. */
const maxLabelColumns = 64

/** Roles of columns by name, in the order given. */
export function columnRoles(columns: string[]): Map<string, ColumnRole> {
  const roles = new Map<string, ColumnRole>(columns.map((name) => [name, 'label']))
  for (const [role, names] of Object.entries(namesByRole)) {
    const best = names.map((wanted) => columns.find((name) => plain(name) === wanted)).find((name) => name !== undefined)
    if (best !== undefined) roles.set(best, role as ColumnRole)
  }
  const labels = columns.filter((name) => roles.get(name) === 'label')
  for (const name of labels.slice(maxLabelColumns)) roles.set(name, 'unused')
  return roles
}

/** Whether a numeric column of this name is about the row and not one of its activations. */
export function isAboutRow(name: string): boolean {
  return labelNames.includes(plain(name)) || Object.values(namesByRole).some((names) => names.includes(plain(name)))
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-\s.]+/g, '_')
}
