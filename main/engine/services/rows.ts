/** Calls about single rows: from the row index, the activation index, the checkpoint, and the activation file where that is there. */
import type { FoundRows } from '../../../contract/records/row'
import { findDocuments, findText } from '../../datasets/index'
import type { AreaHandlers, CallContext } from '../connections/handlers'
import type { Core } from '../core'
import { directionWriters } from '../explain/direction-writers'
import { explainRow } from '../explain/explain-row'
import { rowContext } from '../explain/row-context'
import type { OpenProject } from '../projects/open-projects'
import { chosenDataset } from './chosen-dataset'

export function rowService(core: Core): AreaHandlers<'rows'> {
  const indexOf = async (project: string, dataset: string | undefined, { holder }: CallContext) => {
    const { store, indexes } = await core.projects.get(project, holder)
    return indexes.rowIndex(chosenDataset(store, dataset).id)
  }
  const rawRow = ({ store }: OpenProject, run: string, row: number, context: CallContext) =>
    core.rawRows.get(store, store.runs.get(run).dataset, row, context)
  return {
    'rows.page': async ({ project, dataset, row, context: shown }, context) =>
      rowContext(await indexOf(project, dataset, context), row, shown),
    'rows.find': async ({ project, dataset, in: where, ...search }, context): Promise<FoundRows> => {
      const index = await indexOf(project, dataset, context)
      const { rows, next } = await (where === 'text' ? findText : findDocuments)(index, search)
      const lines = rows.map(async (row) => foundLine(await rowContext(index, row, shownTokens)))
      return { rows: await Promise.all(lines), ...(next === undefined ? {} : { next }) }
    },
    'rows.explain': async ({ project, ...asked }, context) => {
      const open = await core.projects.get(project, context.holder)
      return explainRow(open, asked, () => rawRow(open, asked.run, asked.row, context))
    },
    'rows.writers': async ({ project, ...asked }, context) => {
      const open = await core.projects.get(project, context.holder)
      return directionWriters(open, asked, (row) => rawRow(open, asked.run, row, context))
    }
  }
}

/** Tokens to either side of a row that a search found. */
const shownTokens = 12

function foundLine({ row, source, tokens, peak }: Awaited<ReturnType<typeof rowContext>>): FoundRows['rows'][number] {
  const [before, after] = [tokens.slice(0, peak), tokens.slice(peak + 1)].map((part) => part.join(''))
  return { row, source, before, token: tokens[peak] ?? '', after }
}
