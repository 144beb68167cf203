/** Where labels are written, reviewed, repeated and counted: at the left of those screens. */
import { ScreenList } from '../layout/screen-list'
import { peopleScreens } from './people-screens'

export function PeopleList() {
  return <ScreenList title="Annotate" screens={peopleScreens} />
}
