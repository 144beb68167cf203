/** Questions to the person: `confirm` and `choose` as promises; shown by dialog.tsx, which the shell mounts once. */
import { create } from 'zustand'

interface Choice {
  value: string
  label: string
  variant?: 'primary' | 'default' | 'danger'
}

export interface Question {
  title: string
  /** What happens, what stays. */
  text: string
  choices: readonly Choice[]
  /** Word on the button that does nothing. */
  cancel?: string
}

interface DialogStore {
  question: Question | null
  answer: ((value: string | null) => void) | null
}

export const useDialog = create<DialogStore>()(() => ({ question: null, answer: null }))

/** The value of the chosen button; null when cancelled. A second question cancels the first. */
export function choose(question: Question): Promise<string | null> {
  useDialog.getState().answer?.(null)
  return new Promise((resolve) => {
    const answer = (value: string | null) => {
      useDialog.setState({ question: null, answer: null })
      resolve(value)
    }
    useDialog.setState({ question, answer })
  })
}

export interface Confirmation {
  title: string
  text: string
  /** Word on the button that does it: "Delete run". */
  action: string
  cancel?: string
  danger?: boolean
}

/** True when the person agreed. */
export async function confirm({ title, text, action, cancel, danger }: Confirmation): Promise<boolean> {
  const variant = danger ? ('danger' as const) : ('primary' as const)
  return (await choose({ title, text, cancel, choices: [{ value: 'yes', label: action, variant }] })) === 'yes'
}
