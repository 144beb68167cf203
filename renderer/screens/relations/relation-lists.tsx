/** Answered relations: the list of near-duplicates, or that of dead features with what they have in common. */
import { useMemo, useRef, useState } from 'react'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { studySource } from '../../app/numbers/figure'
import { OutputMenu } from '../../app/output/output-menu'
import { useRun } from '../../app/project/current'
import { navigate } from '../../app/session'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { formatCount, formatPlural } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Segment } from '../../widgets/segment'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { lineColumns } from './line-columns'
import { autopsyWords, countOf, type ListName, linesOf, type RelationLine } from './lists'
import { relationCitation, relationOutput } from './relation-output'
import styles from './relations.module.css'
import { useRelationCommands } from './use-relation-commands'

export function RelationLists({ place, answered }: { place: RunIds; answered: AnsweredStudy<'relations'> }) {
  const { answer, study } = answered
  const analyzed = useRun()
  const run = analyzed?.name ?? ''
  const source = studySource(analyzed, study)
  const [list, setList] = useState<ListName>('duplicates')
  const [wanted, setActive] = useState(0)
  const table = useRef<TableHandle>(null)
  const lines = useMemo(() => linesOf(answer, list), [answer, list])
  const active = Math.min(wanted, lines.length - 1)
  const ids = useMemo(() => Uint32Array.from(lines, ({ feature }) => feature), [lines])
  const others = useMemo(() => Uint32Array.from(lines, ({ other }) => other ?? 0), [lines])
  const features = useFeatureRows(place, ids)
  const partners = useFeatureRows(place, others)
  const columns = useMemo(() => lineColumns(list, { feature: features, other: partners }), [list, features, partners])
  const choose = (next: ListName) => {
    setList(next)
    setActive(0)
  }
  const open = (feature: number | undefined) => feature !== undefined && navigate('feature', { feature })
  const output = lines.length > 0 ? relationOutput(run, answer, list) : undefined
  useRelationCommands({
    lines,
    active,
    go: setActive,
    page: () => table.current?.pageRows() ?? 10,
    turn: () => choose(list === 'dead' ? 'duplicates' : 'dead'),
    open,
    output,
    citationOf: (line) => relationCitation(line, answer, source)
  })
  const count = countOf(answer, list)
  const listed = count > lines.length ? `, the first ${formatCount(lines.length)} are listed` : ''
  return (
    <>
      <Head
        title="Relations"
        detail={`over ${formatPlural(answer.rows.counted, 'row')}${listed}`}
        actions={
          <>
            <Segment<ListName>
              label="List of features"
              value={list}
              onChange={choose}
              options={[
                { value: 'duplicates', label: `Near-duplicates ${formatCount(countOf(answer, 'duplicates'))}` },
                { value: 'dead', label: `Dead ${formatCount(countOf(answer, 'dead'))}` }
              ]}
            />
            {output && <OutputMenu label="relations" output={output} />}
          </>
        }
      />
      <p className={styles.autopsy}>{list === 'dead' ? deadWords(answered) : pairWords(answered)}</p>
      {lines.length === 0 ? (
        list === 'duplicates' && <p className={styles.none}>None.</p>
      ) : (
        <VirtualTable<RelationLine>
          ref={table}
          label={list === 'dead' ? 'Dead features' : 'Near-duplicates'}
          columns={columns}
          rows={lines.length}
          source={source}
          rowAt={(index) => lines[index]}
          active={active}
          onChoose={(index) => setActive(index)}
          onOpen={(index) => open(lines[index]?.feature)}
          onView={(first, end) => {
            features.want(first, end)
            partners.want(first, end)
          }}
        />
      )}
    </>
  )
}

function pairWords({ answer: { duplicates } }: AnsweredStudy<'relations'>): string {
  return `Pairs with a decoder cosine above ${duplicates.cosineAbove} and a Jaccard above ${duplicates.jaccardAbove}, among the ${formatCount(duplicates.sought)} nearest of each feature.`
}

function deadWords({ answer }: AnsweredStudy<'relations'>): string {
  if (answer.dead.problem) return answer.dead.problem
  if (answer.dead.count === 0) return 'Every feature fires on some row.'
  return `${autopsyWords(answer)}. Margins are of ${formatPlural(answer.dead.sampleRows, 'row')}.`
}
