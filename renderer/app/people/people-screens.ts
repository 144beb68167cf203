/** The screens about labels and who writes them, each with the letter that goes there with Alt. */
import type { ScreenName } from '../session'

export interface PeopleScreen {
  screen: ScreenName
  command: string
  title: string
  /** In the list at the left of the screens. */
  word: string
  /** Undefined where the command is another part's. */
  key?: string
  detail: string
}

export const peopleScreens: readonly PeopleScreen[] = [
  {
    screen: 'annotate',
    command: 'go.annotate',
    title: 'Annotate',
    word: 'Queue',
    detail: 'One feature at a time, its evidence and its label'
  },
  {
    screen: 'review',
    command: 'go.review',
    title: 'Review disagreements',
    word: 'Review',
    key: 'V',
    detail: 'Where two annotators disagree, and the final version'
  },
  {
    screen: 'repeats',
    command: 'go.repeats',
    title: 'Blind repeats',
    word: 'Blind repeats',
    key: 'E',
    detail: 'Your own labels once more without seeing them, and how far you agree with yourself'
  },
  {
    screen: 'progress',
    command: 'go.progress',
    title: 'Progress of labeling',
    word: 'Progress',
    key: 'G',
    detail: 'What is labeled, how much of the dictionary that covers, by day and by person'
  }
]
