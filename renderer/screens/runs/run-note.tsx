/** Name, tags and note of a run, changed in place: kept when the field is left or Enter is pressed. */
import { useEffect, useState } from 'react'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatWhen } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import { isLive } from './run-words'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'
import { tagsIn } from './tags'

export function RunNote({ run, actions, project }: RunPlace) {
  const name = useKept(run.name, (value) => actions.rename(run, value))
  const tags = useKept(run.tags.join(', '), (value) => actions.setTags(run, tagsIn(value)))
  const note = useKept(run.note, (value) => actions.setNote(run, value))
  return (
    <SideSection title="Name, tags and note">
      <div className={styles.note}>
        <TextField
          aria-label="Name of the run"
          value={name.text}
          maxLength={200}
          readOnly={project.readOnly}
          onChange={name.change}
          onEnter={name.keep}
          onBlur={name.keep}
        />
        <TextField
          aria-label="Tags of the run"
          placeholder="Tags, with commas between"
          value={tags.text}
          readOnly={project.readOnly}
          onChange={tags.change}
          onEnter={tags.keep}
          onBlur={tags.keep}
        />
        <textarea
          className={styles.noteText}
          aria-label="Note on the run"
          placeholder="What was tried, what came out"
          value={note.text}
          maxLength={10_000}
          readOnly={project.readOnly}
          rows={3}
          onChange={(event) => note.change(event.target.value)}
          onBlur={note.keep}
        />
        <Fact label="Made" value={formatWhen(run.createdAt)} />
        {run.finishedAt !== undefined && <Fact label="Ended" value={formatWhen(run.finishedAt)} />}
        {!isLive(run.state) && (
          <div>
            <Button variant="quiet" size="small" icon="trash" command="run.delete">
              Delete run…
            </Button>
          </div>
        )}
      </div>
    </SideSection>
  )
}

/** A text that follows the record until the person types, and is handed over when they are done. */
function useKept(value: string, keep: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record says something new, so the draft is done with
  useEffect(() => setDraft(null), [value])
  return {
    text: draft ?? value,
    change: setDraft,
    keep: () => {
      if (draft !== null && draft.trim() !== value.trim()) keep(draft)
      else setDraft(null)
    }
  }
}
