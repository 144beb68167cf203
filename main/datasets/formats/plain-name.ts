/** Values of JSON descriptions that come with data, checked before they are used. */
import { namedError } from '../files/input-file'

/** The name of a file directly in the folder; throws malformed for paths, so that nothing outside is read. */
export function plainName(value: unknown, path: string, what: string): string {
  if (typeof value === 'string' && value !== '' && value !== '.' && value !== '..' && !/[/\\\0]/.test(value)) return value
  const happened = `names “${String(value).slice(0, 100)}” as the file of ${what}, which is no file of this folder`
  throw namedError('malformed', path, happened, 'Files beside the index are read and no others: put them into one folder.')
}
