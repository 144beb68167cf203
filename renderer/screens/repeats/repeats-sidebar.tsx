/** The left of blind repeats: which sample it is, and how far one agrees with oneself. */
import type { Agreement } from '../../../contract/records/annotator'
import { AgreementFacts } from '../../app/people/agreement-facts'
import { PeopleList } from '../../app/people/people-list'
import { Button } from '../../widgets/button'
import { formatCount } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import styles from './repeats.module.css'
import { type Draw, useRepeatsState } from './repeats-state'

export interface RepeatsSidebarProps {
  who: string | undefined
  draw: Draw | undefined
  agreement: Agreement | undefined
}

export function RepeatsSidebar({ who, draw, agreement }: RepeatsSidebarProps) {
  const seed = useRepeatsState((state) => state.seed)
  return (
    <>
      <PeopleList />
      <SideSection title="Sample">
        <Fact label="labels of" value={who ?? '–'} />
        <Fact label="seed" value={seed} title="The same seed draws the same features of the same labels" />
        <Fact label="drawn" value={formatCount(draw?.features.length)} />
        <Fact label="could be drawn" value={formatCount(draw?.available)} title="Decided by you, and not repeated since" />
        <div className={styles.draw}>
          <Button size="small" command="repeats.draw">
            Draw others
          </Button>
        </div>
      </SideSection>
      {agreement && (
        <SideSection title="Agreement with yourself">
          {agreement.both === 0 ? (
            <p className={styles.note}>Known once some features were labeled again.</p>
          ) : (
            <>
              <AgreementFacts agreement={agreement} names={[who ?? '', 'the repeats']} />
              <div className={styles.draw}>
                <Button size="small" command="repeats.review">
                  Review what differs
                </Button>
              </div>
            </>
          )}
        </SideSection>
      )}
    </>
  )
}
