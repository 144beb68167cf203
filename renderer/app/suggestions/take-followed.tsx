/** Suggestions that came from another run, taken as labels from a similarity on. */
import { useState } from 'react'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatPlural } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { useAct, useCall } from '../engine/queries'
import { listStart, setList } from '../features/list-state'
import { undoLabel } from '../features/undo'
import { navigate } from '../session'
import styles from './follow-dialog.module.css'
import { endFollow } from './follow-request'
import { numberFrom } from './follow-words'

export interface TakeFollowedProps {
  project: string
  run: string
  /** Whose labels they were. */
  from: string
}

const scope = 'follow'

/** For features that nobody touched; one step of undo. */
export function TakeFollowed({ project, run, from }: TakeFollowedProps) {
  const [text, setText] = useState('0.9')
  const minimum = numberFrom(text)
  const asked = { project, run, source: 'match' as const, origin: from, minimum: minimum ?? 1 }
  const { data } = useCall('suggestions.accept', { ...asked, dry: true }, { enabled: minimum !== undefined, fresh: true })
  const accept = useAct('suggestions.accept', {
    onDone: ({ features }) =>
      toast({
        tone: 'ok',
        text: `${formatPlural(features.length, 'suggestion')} taken as ${features.length === 1 ? 'label' : 'labels'}`,
        action: { label: 'Undo', run: () => void undoLabel('undo') }
      })
  })
  const count = minimum === undefined ? 0 : (data?.features.length ?? 0)
  const show = () => {
    setList({ ...listStart, filter: 'suggestion:match' })
    endFollow()
    navigate('explore', { run })
  }
  useCommands([
    {
      id: 'follow.take',
      title: 'Take them as labels',
      keys: ['!Alt+Enter'],
      scope,
      when: count > 0 && !accept.isPending,
      run: () => accept.mutate({ ...asked, dry: false })
    },
    { id: 'follow.show', title: 'Show the features', keys: ['!Alt+L'], scope, run: show }
  ])
  return (
    <div className={styles.take} data-scope={scope}>
      <TextField
        label="Take those from"
        mono
        inputMode="decimal"
        value={text}
        onChange={setText}
        {...(minimum === undefined ? { error: 'A number from 0 to 1.' } : {})}
      />
      <Button command="follow.take">{count > 0 ? `Take ${formatPlural(count, 'label')}` : 'None to take'}</Button>
      <Button command="follow.show">Show features</Button>
    </div>
  )
}
