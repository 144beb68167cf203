/** The questions that can be asked about a run, at the left of the screens that answer them. */
import { type ListedScreen, ScreenList } from '../layout/screen-list'
import { studyScreens } from './study-screens'

const screens: ListedScreen[] = [
  { screen: 'explore', word: 'Features', command: 'go.explore' },
  ...studyScreens.map(({ screen, word, detail }) => ({ screen, word, detail, command: `go.${screen}` }))
]

export function StudyList() {
  return <ScreenList title="Explore" screens={screens} />
}
