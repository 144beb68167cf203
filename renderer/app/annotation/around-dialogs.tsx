/**
 * The dialog that is open around a label. The search is there at once, since people type on; the others are loaded when the
 * first of them is opened, and until then no key reaches the screen below.
 */
import { lazy, Suspense } from 'react'
import { useRun } from '../project/current'
import { useSession } from '../session'
import { closeAround, useAround } from './around'
import { SearchDialog } from './search-dialog'

const AroundHost = lazy(() => import('./around-host').then((module) => ({ default: module.AroundHost })))

/** Mounted once, by the shell. */
export function AroundDialogs() {
  const dialog = useAround((around) => around.dialog)
  const project = useSession((session) => session.project)
  const run = useRun()?.id
  if (!dialog || !project || !run) return null
  const place = { project, run }
  if (dialog.kind === 'search') return <SearchDialog place={place} onClose={closeAround} />
  return (
    <Suspense fallback={<span data-modal="" hidden />}>
      <AroundHost place={place} dialog={dialog} />
    </Suspense>
  )
}
