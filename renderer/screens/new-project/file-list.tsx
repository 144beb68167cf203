/** The files: what each was taken for, in or out by its check box. What its arrays are is chosen in file-arrays.tsx. */
import { useState } from 'react'
import { isElectron } from '../../app/host'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { Field, TextField } from '../../widgets/field'
import { formatBytes, formatCount, formatPlural } from '../../widgets/format'
import { Key } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { addPaths, includeFile, removeFile } from './draft-choice'
import { type DraftFile, keyOf, needsLayout } from './draft-files'
import { useDraft } from './draft-store'
import { FileArrays, RawLayout } from './file-arrays'
import { FileDetails } from './file-details'
import styles from './file-list.module.css'
import { useOf } from './file-uses'

export function FileList() {
  const files = useDraft((draft) => draft.files)
  const bytes = files.reduce((sum, file) => sum + (file.seen?.sizeBytes ?? 0), 0)
  const count = files.reduce((sum, file) => sum + (file.files?.length ?? 1), 0)
  const words = files.length === 0 ? 'none yet' : `${formatPlural(count, 'file')}, ${formatBytes(bytes)}`
  return (
    <SideSection title="Files" actions={words} flush>
      <ul aria-label="Files">
        {files.map((file) => (
          <FileLine key={keyOf(file)} file={file} />
        ))}
      </ul>
      {isElectron() ? <AddButton hasFiles={files.length > 0} /> : <AddPath />}
    </SideSection>
  )
}

function FileLine({ file }: { file: DraftFile }) {
  const { seen, path, included } = file
  const name = seen?.name ?? path.split(/[\\/]/).at(-1) ?? path
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={styles.file} data-role={roleOf(file)} title={path}>
      <Checkbox
        className={styles.include}
        checked={included}
        aria-label={`Include ${name}`}
        aria-expanded={isOpen}
        onChange={(on) => includeFile(keyOf(file), on)}
        onKeyDown={(event) => event.key === 'Enter' && setOpen(!isOpen)}
      />
      <div className={styles.fileText}>
        <p className={`mono ellipsis ${styles.fileName}`}>{name}</p>
        {seen && <p className="caption">{fileWords(file)}</p>}
        {seen && !seen.problem && remarkOf(file) && <p className="caption">{remarkOf(file)}</p>}
        {seen?.problem && <p className={`caption ${styles.fileProblem}`}>{seen.problem.message}</p>}
        {seen && (needsLayout(seen) || (included && seen.format === 'raw numbers')) && <RawLayout file={file} name={name} />}
        {seen && !seen.problem && <FileArrays file={file} name={name} />}
        {isOpen && <FileDetails file={file} name={name} />}
      </div>
      <Button
        className={styles.remove}
        variant="quiet"
        size="small"
        icon="close"
        aria-label={`Remove ${name} from this list`}
        onClick={() => removeFile(keyOf(file))}
      />
    </li>
  )
}

/** What the line is drawn as: the first use of its arrays that counts. */
function roleOf(file: DraftFile): string | undefined {
  const uses = (file.seen?.arrays ?? []).map(({ name }) => useOf(file, name))
  const main = uses.find((use) => use === 'activations') ?? uses.find((use) => use !== 'none')
  return main ?? (file.included && file.seen && file.seen.role !== 'unused' ? file.seen.role : undefined)
}

/** The engine does not know what the person made of an array; what the choice below says already is left out. */
function remarkOf({ seen, extras = {} }: DraftFile): string {
  const words = { targets: 'what a transcoder predicts', stream: 'joined as a stream' }
  const uses = [...new Set(Object.values(extras))].map((use) => words[use])
  const own = seen && (seen.role !== 'unused' || uses.length === 0) ? seen.remark : ''
  return [own === 'activations' ? '' : own, ...uses].filter(Boolean).join('; ')
}

/** `npy · f16 · 40,000 × 576 · 43.9 MB`. */
export function fileWords({ seen, array }: DraftFile): string {
  if (!seen) return ''
  const chosen = seen.arrays.find((other) => other.name === (array ?? seen.array)) ?? seen.arrays[0]
  const parts = [seen.format].filter(Boolean)
  const hasOne = seen.arrays.length === 1
  if (chosen && hasOne && seen.columns.length === 0) parts.push(chosen.dtype, chosen.shape.map(formatCount).join(' × '))
  if (seen.arrays.length > 1) parts.push(formatPlural(seen.arrays.length, 'array'))
  if (seen.columns.length > 0) parts.push(formatPlural(seen.columns.length, 'column'), formatPlural(seen.rows, 'row'))
  return [...parts, formatBytes(seen.sizeBytes)].join(' · ')
}

function AddButton({ hasFiles }: { hasFiles: boolean }) {
  return (
    <div className={styles.add}>
      <Button command="files.add">Add files…</Button>
      {hasFiles && (
        <span className="small">
          <Key>Space</Key> include <Key>Enter</Key> details
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
        hint="A file, a folder or a pattern (chunk-*.npy). A browser does not tell where dropped files lie."
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
