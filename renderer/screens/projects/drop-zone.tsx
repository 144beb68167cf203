/** Says that files can be dropped (the whole window takes them; see app/shell/use-window-drop.ts). */
import { useEffect, useState } from 'react'
import { Icon } from '../../widgets/icon/icon'
import styles from './projects.module.css'

export const readFormats = ['.npy', '.safetensors', '.csv', '.parquet', '.jsonl']

export function DropZone() {
  const over = useDragOver()
  return (
    <div className={styles.drop} data-over={over || undefined}>
      <Icon name="download" size={24} />
      <div className={styles.dropText}>
        <p>Drop activation files or a project folder anywhere in this window</p>
        <p className="small">One row per token or input. A file with token text beside it is matched by row count.</p>
      </div>
      <p className={`mono ${styles.formats}`}>
        {readFormats.map((format) => (
          <span key={format}>{format}</span>
        ))}
      </p>
    </div>
  )
}

function useDragOver(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const enter = (event: DragEvent) => setOver(event.dataTransfer?.types.includes('Files') ?? false)
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const end = () => setOver(false)
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', end)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', end)
    }
  }, [])
  return over
}
