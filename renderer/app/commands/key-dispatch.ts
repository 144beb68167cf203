/**
 * From a key press to a command: which scopes are active where the focus is, and who comes first.
 * The nearest `data-scope` around the focus wins, then the screen's own scope, then global; inside a modal nothing outside acts.
 */

import { mainRegion } from '../layout/regions'
import { useView } from '../layout/view'
import { useSettings } from '../settings'
import { activeCommands, type Command, canRun } from './commands'
import { firesInText, isSingleKey, matchesKeys, parseKeys } from './keys'

const isMac = /Mac/.test(navigator.platform)

/** Starts listening; called once. */
export function listenForKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const command = commandFor(event)
    if (command) {
      event.preventDefault()
      event.stopPropagation()
      command.run(event)
    } else if (event.key === 'Escape') leaveTextField(event)
  })
}

function commandFor(event: KeyboardEvent): Command | undefined {
  const target = event.target instanceof HTMLElement ? event.target : document.body
  if (isControlsOwnKey(target, event)) return undefined
  const inText = isTextField(target)
  const { singleKeys } = useSettings.getState()
  const fits = (text: string) => {
    const keys = parseKeys(text)
    if (!matchesKeys(keys, event, isMac)) return false
    if (inText && !firesInText(keys)) return false
    return singleKeys || !isSingleKey(keys)
  }
  const commands = activeCommands()
  for (const scope of scopesAt(target)) {
    const found = commands.find((command) => command.scope === scope && command.keys?.some(fits) && canRun(command))
    if (found) return found
  }
  return undefined
}

/** Scopes that are active when this element has the focus, the nearest first. */
export function scopesAt(target: Element): string[] {
  const modal = document.querySelector('[data-modal]')
  const scopes: string[] = []
  for (let element: Element | null = target; element; element = element.parentElement) {
    scopes.push(...(element.getAttribute('data-scope')?.split(' ') ?? []))
    if (element === modal) return scopes
  }
  if (modal) return []
  return [...new Set([...scopes, useView.getState().scope, 'global'])]
}

/** Whether typing goes into this element. */
export function isTextField(element: Element): boolean {
  if (element instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'submit', 'color', 'file'].includes(element.type)
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
}

/** Enter and Space press the focused button, arrows move in lists and sliders: such keys are not for commands. */
function isControlsOwnKey(target: HTMLElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return isEditorsOwnKey(target, event)
  if (event.key === 'F1' && target.closest('.monaco-editor')) return true
  const presses = event.key === 'Enter' || event.key === ' '
  if (presses && target.closest('button, a[href], summary, [role="option"], [role="radio"]')) return true
  if (event.key === ' ' && target.closest('input[type="checkbox"], input[type="radio"], select')) return true
  return event.key.startsWith('Arrow') && target.closest('select, input[type="range"], input[type="radio"]') !== null
}

/** In Monaco, Mod+K begins chords; Mod+Shift+P stays ours. */
function isEditorsOwnKey(target: HTMLElement, event: KeyboardEvent): boolean {
  const isChord = event.key.toLowerCase() === 'k' && !event.shiftKey && !event.altKey
  return isChord && target.closest('.monaco-editor') !== null
}

/** Escape in a text field gives the focus to the keys around it. */
function leaveTextField(event: KeyboardEvent): void {
  const target = event.target
  if (!(target instanceof HTMLElement) || !isTextField(target) || target.closest('[data-modal]')) return
  event.preventDefault()
  const scope = target.closest<HTMLElement>('[data-scope]')
  ;(scope ?? mainRegion())?.focus()
}
