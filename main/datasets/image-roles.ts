/** Roles of the columns of a table by their names, and by their content where images are: a name alone does not tell those. */
import type { ColumnRole } from '../../contract/records/dataset'
import { columnRoles } from './column-roles'
import type { TableSource } from './formats/format'
import { isImagePath } from './images/image-path'

const lookedAt = 256

/** As columnRoles; one column that no other role claims is `image` where its cells are images or paths of image files. */
export async function rolesIn(table: TableSource): Promise<Map<string, ColumnRole>> {
  const roles = columnRoles(table.columns)
  const free = table.columns.filter((name) => ['label', 'unused'].includes(roles.get(name) ?? ''))
  const image = free.find((name) => table.images?.has(name)) ?? (await pathColumn(table, free))
  if (image !== undefined) roles.set(image, 'image')
  return roles
}

/** The first column whose cells are paths of image files, as far as it was looked at. */
async function pathColumn(table: TableSource, columns: string[]): Promise<string | undefined> {
  if (columns.length === 0 || table.rows === 0) return undefined
  const block = await table.read(0, Math.min(lookedAt, table.rows))
  for (const name of columns) {
    const cells = (await block.column(name)).filter((cell) => cell !== null && cell !== '')
    if (cells.length > 0 && cells.every(isImagePath)) return name
  }
  return undefined
}
