/** The files: what each was taken for, in or out by its check box, and which of its arrays. */
import { useState } from 'react'
import { isElectron } from '../../app/host'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { Field, TextField } from '../../widgets/field'
import { formatBytes, formatCount, formatPlural } from '../../widgets/format'
import { Key } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import type { DraftFile } from './draft-files'
import { addPaths, chooseArray, includeFile, removeFile, useDraft } from './draft-store'
import styles from './new-project.module.css'

export function FileList() {
  const files = useDraft((draft) => draft.files)
  const bytes = files.reduce((sum, file) => sum + (file.seen?.sizeBytes ?? 0), 0)
  const words = files.length === 0 ? 'none yet' : `${formatPlural(files.length, 'file')}, ${formatBytes(bytes)}`
  return (
    <SideSection title="Files" actions={words} flush>
      <ul aria-label="Files">
        {files.map((file) => (
          <FileLine key={file.path} file={file} />
        ))}
      </ul>
      {isElectron() ? <AddButton hasFiles={files.length > 0} /> : <AddPath />}
    </SideSection>
  )
}

function FileLine({ file }: { file: DraftFile }) {
  const { seen, path, included } = file
  const name = seen?.name ?? path.split(/[\\/]/).at(-1) ?? path
  return (
    <li className={styles.file} data-role={included ? seen?.role : undefined} title={path}>
      <Checkbox
        className={styles.include}
        checked={included}
        aria-label={`Include ${name}`}
        onChange={(on) => includeFile(path, on)}
      />
      <div className={styles.fileText}>
        <p className={`mono ellipsis ${styles.fileName}`}>{name}</p>
        {seen && <p className="caption">{fileWords(file)}</p>}
        {seen && !seen.problem && <p className="caption">{seen.remark}</p>}
        {seen?.problem && <p className={`caption ${styles.fileProblem}`}>{seen.problem.message}</p>}
        {seen && seen.arrays.length > 1 && included && (
          <Select
            quiet
            aria-label={`Array of ${name}`}
            value={file.array ?? seen.array ?? ''}
            options={seen.arrays.map((array) => ({ value: array.name, label: `${array.name} ${array.shape.join(' × ')}` }))}
            onChange={(array) => chooseArray(path, array)}
          />
        )}
      </div>
      <Button
        className={styles.remove}
        variant="quiet"
        size="small"
        icon="close"
        aria-label={`Remove ${name} from this list`}
        onClick={() => removeFile(path)}
      />
    </li>
  )
}

/** `npy · f16 · 40,000 × 576 · 43.9 MB`. */
export function fileWords({ seen, array }: DraftFile): string {
  if (!seen) return ''
  const chosen = seen.arrays.find((other) => other.name === (array ?? seen.array)) ?? seen.arrays[0]
  const parts = [seen.format]
  if (chosen && seen.columns.length === 0) parts.push(chosen.dtype, chosen.shape.map(formatCount).join(' × '))
  if (seen.columns.length > 0) parts.push(formatPlural(seen.columns.length, 'column'), formatPlural(seen.rows, 'row'))
  return [...parts, formatBytes(seen.sizeBytes)].join(' · ')
}

function AddButton({ hasFiles }: { hasFiles: boolean }) {
  return (
    <div className={styles.add}>
      <Button command="files.add">Add files…</Button>
      {hasFiles && (
        <span className="small">
          <Key>Space</Key> include
        </span>
      )}
    </div>
  )
}

/** Browser mode: paths are typed, since a page can not know them. */
function AddPath() {
  const [path, setPath] = useState('')
  const add = () => {
    if (!path.trim()) return
    addPaths(path.split('\n').map((line) => line.trim().replace(/^["']|["']$/g, '')))
    setPath('')
  }
  return (
    <div className={styles.addPath}>
      <Field
        label="Path on the machine that runs Loupe"
        htmlFor="add-path"
        hint="A file or a folder. A browser does not tell where dropped files lie."
      >
        <div className={styles.addRow}>
          <TextField id="add-path" mono placeholder="/data/activations.npy" value={path} onChange={setPath} onEnter={add} />
          <Button onClick={add} disabled={!path.trim()} keys="Enter">
            Add
          </Button>
        </div>
      </Field>
    </div>
  )
}
