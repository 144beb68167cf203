/** Questions about a run beside the list of its features: where they are answered, and the letter that goes there with Alt. */
import type { ScreenName } from '../session'

export interface StudyScreen {
  screen: ScreenName
  /** In the palette. */
  title: string
  /** In the list at the left of the screens. */
  word: string
  key: string
  /** What one finds there. */
  detail: string
}

export const studyScreens: readonly StudyScreen[] = [
  {
    screen: 'patterns',
    title: 'Pattern table',
    word: 'Patterns',
    key: 'P',
    detail: 'Mean activation of each feature on categories, documents or phrases'
  },
  {
    screen: 'columns',
    title: 'Features of categories',
    word: 'Columns',
    key: 'L',
    detail: 'Which features tell the categories of a label column apart, and how few of them are enough'
  },
  {
    screen: 'rows',
    title: 'Explain a row',
    word: 'Rows',
    key: 'R',
    detail: 'Which features make up the reconstruction of a row, and what it misses'
  },
  {
    screen: 'anomalies',
    title: 'Anomalies',
    word: 'Anomalies',
    key: 'A',
    detail: 'Rows that are reconstructed badly, or by features that seldom fire'
  },
  {
    screen: 'relations',
    title: 'Near-duplicates and dead features',
    word: 'Relations',
    key: 'T',
    detail: 'Features that nearly are one, and why dead ones are dead'
  },
  {
    screen: 'matches',
    title: 'Compare two dictionaries',
    word: 'Two dictionaries',
    key: 'D',
    detail: 'Which features of one run are found again in another'
  }
]
