/** A text field whose value is kept when the person is done with it: on Enter, or when the focus leaves. */
import { useEffect, useState } from 'react'
import { TextField } from '../../widgets/field'

export interface KeptFieldProps {
  label: string
  value: string
  hint?: string
  error?: string | undefined
  mono?: boolean
  onKeep: (value: string) => void
}

export function KeptField({ label, value, hint, error, mono, onKeep }: KeptFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const keep = () => text !== value && onKeep(text)
  const more = { ...(hint && { hint }), ...(error && { error }), ...(mono && { mono }) }
  return (
    <TextField label={label} value={text} onChange={setText} onEnter={() => void keep()} onBlur={() => void keep()} {...more} />
  )
}
