/** Every part of Loupe on this machine: version, where it came from, what it was tried with. Asked for by a button, since it takes seconds. */
import { useState } from 'react'
import type { DoctorPart } from '../../../contract/records/doctor'
import { useCall } from '../../app/engine/queries'
import { Button } from '../../widgets/button'
import { Failed } from '../../widgets/empty'
import { Icon } from '../../widgets/icon/icon'
import type { IconName } from '../../widgets/icon/icon-paths'
import { Skeleton } from '../../widgets/skeleton'
import styles from './settings.module.css'

const icons: Record<DoctorPart['state'], IconName> = { ok: 'check', fallback: 'warning', missing: 'error', failed: 'error' }

export function MachineSection() {
  const [asked, setAsked] = useState(false)
  const { data, error, isFetching, refetch } = useCall('engine.doctor', {}, { enabled: asked })
  return (
    <section className={styles.group}>
      <h2 className="heading">This machine</h2>
      <p className={styles.note}>
        The same check as <code>loupe doctor</code>: tries every part for real, which takes some seconds.
      </p>
      <div>
        <Button disabled={isFetching} onClick={() => (asked ? void refetch() : setAsked(true))}>
          {isFetching ? 'Checking…' : 'Check parts'}
        </Button>
      </div>
      {isFetching && !data && <Skeleton rows={5} rowHeight={28} label="Trying each part" />}
      {error && <Failed error={error} />}
      {data && (
        <table className={styles.parts}>
          <thead>
            <tr>
              <th>part</th>
              <th>state</th>
              <th>version</th>
              <th>origin</th>
              <th>checked</th>
            </tr>
          </thead>
          <tbody>
            {data.parts.map((part) => (
              <PartRow key={part.part} part={part} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function PartRow({ part }: { part: DoctorPart }) {
  return (
    <tr>
      <td>{part.part}</td>
      <td className={styles.state} data-state={part.state}>
        <Icon name={icons[part.state]} size={14} />
        {part.state}
      </td>
      <td className="mono">{part.version}</td>
      <td>{part.origin}</td>
      <td>
        {part.checked}
        {part.hint && <span className={styles.hint}> {part.hint}</span>}
      </td>
    </tr>
  )
}
