/**
 * The search of labels for somebody who must not know what others say: what one annotator says stands for the labels of the project.
 * Groups belong to the project and are the same for all.
 */
import type { Opinion } from '../../../contract/records/annotator'
import type { LabelStatus } from '../../../contract/records/label'
import type { OpinionStore } from '../opinion-records'
import type { LabelSearch } from './label-search'
import type { TableContext } from './stored-records'

/** Gives what an annotator says, searched as the labels of the project are. */
export type OwnLabels = (author: string) => LabelSearch

export function ownLabels({ connection }: TableContext, all: LabelSearch, opinions: Pick<OpinionStore, 'of'>): OwnLabels {
  const commentsBy = connection.prepare<[string, string], { feature: number; text: string }>(
    'SELECT feature, text FROM label_comments WHERE run = ? AND author = ?'
  )
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()
  /** What was asked last: a list is filtered letter by letter, and the log of 100,000 labels takes a second to read. */
  let kept: { key: string; said: Opinion[] } | undefined

  const saidBy = (run: string, author: string): Opinion[] => {
    const key = JSON.stringify([run, author, changes.get()])
    if (kept?.key !== key) kept = { key, said: opinions.of(run, author) }
    return kept.said
  }

  return (author) => {
    const featuresWith = (run: string, holds: (opinion: Opinion) => boolean): number[] =>
      saidBy(run, author).flatMap((opinion) => (holds(opinion) ? [opinion.feature] : []))
    const countsOf = (run: string): Map<LabelStatus, number> => {
      const counts = new Map<LabelStatus, number>()
      for (const { status } of saidBy(run, author)) counts.set(status, (counts.get(status) ?? 0) + 1)
      return counts
    }
    return {
      unsortedByWords(run, words) {
        const comments = commentsBy.all(run, author)
        const perWord = words.map((word) => {
          const commented = comments.flatMap(({ feature, text }) => (has(text, word) ? [feature] : []))
          return new Set([...featuresWith(run, (opinion) => textsOf(opinion).some((text) => has(text, word))), ...commented])
        })
        return [...(perWord[0] ?? [])].filter((feature) => perWord.every((features) => features.has(feature)))
      },
      unsortedByTag: (run, tag) => featuresWith(run, ({ tags }) => tags.some((own) => own.toLowerCase() === tag.toLowerCase())),
      unsortedByGroup: all.unsortedByGroup,
      unsortedByStatus: (run, statuses) => featuresWith(run, ({ status }) => statuses.includes(status)),
      unsortedTexts: (run) => saidBy(run, author).filter(({ label }) => label !== ''),
      countByStatus: (run) => [...countsOf(run)].map(([status, count]) => ({ status, count })),
      tags: all.tags
    }
  }
}

function textsOf({ label, notes, tags }: Opinion): string[] {
  return [label, notes, ...tags]
}

function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase())
}
