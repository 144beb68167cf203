/** Who labeled how much: in all, and on the chosen day. */
import type { PersonCount, TimelineDay } from '../../../contract/records/timeline'
import { nameOf } from '../../app/people/who'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import styles from './progress.module.css'

export function PeoplePanel({ people, day }: { people: readonly PersonCount[]; day: TimelineDay | undefined }) {
  return (
    <>
      <SideSection title="By person" flush>
        <PeopleTable label="In all" people={people} />
      </SideSection>
      {day && (
        <SideSection title={`On ${day.day}`} flush>
          <PeopleTable label={`On ${day.day}`} people={day.people} />
        </SideSection>
      )}
    </>
  )
}

function PeopleTable({ label, people }: { label: string; people: readonly PersonCount[] }) {
  if (people.length === 0) return <p className={styles.none}>Only what was undone later.</p>
  return (
    <PlainTable className={styles.people}>
      <caption className="hidden-text">{label}</caption>
      <thead>
        <tr>
          <th scope="col">person</th>
          <th scope="col" title="Features that they set to labeled or not interpretable">
            decided
          </th>
          <th scope="col" title="Edits that stand">
            edits
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ author, decided, edits }) => (
          <tr key={author}>
            <th scope="row">{nameOf(author)}</th>
            <td>{formatCount(decided)}</td>
            <td>{formatCount(edits)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}
