/** In a browser there is no file dialog and dropped files have no path: the person types where things lie on the engine's machine. */
import { useState } from 'react'
import { offerFiles } from '../../app/project/dropped-files'
import { openFolder } from '../../app/project/open-project'
import { navigate } from '../../app/session'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { Icon } from '../../widgets/icon/icon'
import { readFormats } from './drop-zone'
import styles from './projects.module.css'

export function PathField() {
  const [path, setPath] = useState('')
  const go = () => {
    const wanted = path.trim().replace(/^["']|["']$/g, '')
    if (!wanted) return
    if (/\.loupe[\\/]?$/.test(wanted)) void openFolder(wanted)
    else {
      offerFiles([wanted])
      navigate('new-project', { project: null, run: null, feature: null })
    }
  }
  return (
    <div className={styles.drop}>
      <Icon name="folder" size={24} />
      <div className={styles.dropText}>
        <p>Open a project folder, or begin one from activation files</p>
        <p className="small">
          Paths are those of the machine that runs Loupe. A browser does not tell where dropped files lie. Reads{' '}
          {readFormats.join(' ')}
        </p>
      </div>
      <div className={styles.path}>
        <TextField
          id="open-path"
          aria-label="Path of a project folder or of activation files"
          placeholder="/data/activations.npy or /data/Name.loupe"
          mono
          value={path}
          onChange={setPath}
          onEnter={go}
        />
        <Button onClick={go} disabled={!path.trim()} keys="Enter">
          Go
        </Button>
      </div>
    </div>
  )
}
