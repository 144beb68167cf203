/** Refusals that several services share. */
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'

/** Long work is refused before it starts, not when its first result is to be written. */
export function refuseReadOnly(store: ProjectStore): void {
  if (!store.readOnly) return
  throw new LoupeError('unwritable', `The project in ${store.folder} can only be read`, {
    hint: 'Make the folder writable, or work on a copy of it.',
    place: store.folder
  })
}
