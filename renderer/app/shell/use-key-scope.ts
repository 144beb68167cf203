/** The scope that keys act in now, in words for the status bar. */
import { useEffect, useState } from 'react'
import { isTextField, scopesAt } from '../commands/key-dispatch'
import { useView } from '../layout/view'

export function useKeyScope(): string {
  const screenScope = useView((view) => view.scope)
  const [scope, setScope] = useState(screenScope)
  useEffect(() => {
    const read = () => setScope(scopeWords(document.activeElement ?? document.body))
    const readLater = () => requestAnimationFrame(read)
    read()
    document.addEventListener('focusin', readLater)
    document.addEventListener('focusout', readLater)
    return () => {
      document.removeEventListener('focusin', readLater)
      document.removeEventListener('focusout', readLater)
    }
  }, [])
  return scope === '' ? screenScope : scope
}

/** Empty: the screen's own scope. */
function scopeWords(focused: Element): string {
  if (focused.closest('[data-modal]')) return 'dialog'
  if (isTextField(focused)) return 'text field, Esc for single keys'
  const nearest = scopesAt(focused)[0]
  return nearest === undefined || nearest === useView.getState().scope ? '' : nearest
}
