/**
 * Short messages that go away by themselves; shown by toast.tsx, which the shell mounts once.
 */
import { create } from 'zustand'
import { errorRecordFrom } from '../../../contract/wire/errors'

export interface Toast {
  id: number
  tone: 'ok' | 'info' | 'warn' | 'danger'
  text: string
  /** A second line: what is safe, what to do. */
  detail?: string
  action?: { label: string; keys?: string; run: () => void }
  /** Undo gets its own sign. */
  icon?: 'undo'
}

export type ToastContent = Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone']; seconds?: number }

interface ToastStore {
  toasts: Toast[]
}

const mostShown = 4
let nextId = 0

export const useToasts = create<ToastStore>()(() => ({ toasts: [] }))

/** Shows a toast; returns its id. Errors stay until closed, the rest for 5 s (8 s with an action). */
export function toast(content: ToastContent): number {
  const { seconds, ...rest } = content
  const entry: Toast = { tone: 'info', ...rest, id: nextId++ }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, entry].slice(-mostShown) }))
  const life = seconds ?? (entry.action ? 8 : 5)
  if (entry.tone !== 'danger') setTimeout(() => closeToast(entry.id), life * 1000)
  return entry.id
}

/** Shows anything thrown: message and remedy, never a stack. */
export function toastError(thrown: unknown): number {
  const error = errorRecordFrom(thrown)
  return toast({ tone: 'danger', text: error.message, detail: [error.hint, error.place].filter(Boolean).join(' ') || undefined })
}

export function closeToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((entry) => entry.id !== id) }))
}
