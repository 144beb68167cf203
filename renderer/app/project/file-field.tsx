/** A field for the path of a file or a folder, with the dialog of the host beside it where that has one. */

import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { host, isElectron } from '../host'
import styles from './file-field.module.css'

export interface FileFieldProps {
  label: string
  placeholder: string
  path: string
  onChange: (path: string) => void
  onEnter?: () => void
  /** A file that is there, or a place for something new with this suggested name. */
  purpose?: 'file' | { saveAs: string }
}

export function FileField({ label, placeholder, path, onChange, onEnter, purpose = 'file' }: FileFieldProps) {
  const pick = async () => {
    const picked = purpose === 'file' ? (await host().pick('files'))?.[0] : await host().pickSave(purpose.saveAs)
    if (picked) onChange(picked)
  }
  return (
    <div className={styles.path}>
      <TextField label={label} mono placeholder={placeholder} value={path} onChange={onChange} onEnter={onEnter} />
      {isElectron() && (
        <Button aria-label={`Choose… ${label}`} onClick={() => void pick()}>
          Choose…
        </Button>
      )}
    </div>
  )
}
