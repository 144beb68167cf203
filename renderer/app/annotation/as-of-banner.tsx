/** Says on every screen that labels of another time are shown, and leads back. */
import { Banner } from '../../widgets/banner'
import { Button } from '../../widgets/button'
import { useProject } from '../project/current'

export function AsOfBanner() {
  const asOf = useProject()?.asOf
  if (asOf === undefined) return null
  const back = (
    <Button size="small" command="label.present">
      Back to now
    </Button>
  )
  return (
    <Banner icon="history" actions={back}>
      <strong>Labels as of {new Date(asOf).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</strong>, with their
      history and comments of then. Read-only; groups, rules, tags and guidelines are those of now.
    </Banner>
  )
}
