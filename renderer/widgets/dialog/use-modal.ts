/** Shows a native dialog as modal while it is mounted; closing gives the focus back to where it was. */
import { type RefObject, useLayoutEffect, useRef } from 'react'

export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return dialog
}
