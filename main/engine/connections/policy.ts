/**
 * Which paths a connection may name in calls. The command line and the browser mode (a person with a shell or a token)
 * may name any; a window only what the shell or the engine granted, since its content is not trusted.
 */
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'

export interface ConnectionPolicy {
  /** Throws `denied` when the connection may not name this path. */
  check(path: string): void
  /** Allows the path, and what lies in it if it is a folder. */
  grant(path: string): void
  /** What was granted so far, in order. */
  granted(): readonly string[] | 'any'
}

export const anyPath: ConnectionPolicy = { check: () => undefined, grant: () => undefined, granted: () => 'any' }

/** Nothing at first; then what was granted. */
export function grantedPaths(): ConnectionPolicy {
  const granted = new Set<string>()
  return {
    check(path) {
      if ([...granted].some((root) => isWithin(root, path))) return
      throw new LoupeError('denied', `This window may not use ${path}`, {
        hint: 'Choose the file or folder with the button or drop it on the window.',
        place: path
      })
    },
    grant: (path) => void granted.add(resolve(path)),
    granted: () => [...granted]
  }
}

/** True for the root itself and for what lies under it, whatever dots the path has. */
export function isWithin(root: string, path: string): boolean {
  const rest = relative(root, resolve(path))
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest))
}
