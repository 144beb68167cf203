/** An answered comparison: how much of one dictionary is in the other, both measured, and the lists of features below. */
import { useMemo, useRef, useState } from 'react'
import type { Run } from '../../../contract/records/run'
import type { CompareAnswer } from '../../../contract/records/studies/compare'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { tableText } from '../../app/output/table-text'
import { navigate } from '../../app/session'
import { formatCount } from '../../widgets/format'
import { Segment } from '../../widgets/segment'
import { themeColors } from '../../widgets/theme-colors'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { lineColumns } from './line-columns'
import { countOf, type ListName, linesOf, listNames, listRows, type MatchLine } from './lists'
import { comparedSource } from './match-figures'
import { MatchMetrics } from './match-metrics'
import { matchPicture } from './match-picture'
import { MatchSummary } from './match-summary'
import styles from './matches.module.css'
import { useMatchCommands } from './use-match-commands'

export interface MatchesProps {
  project: string | null
  runs: { a: Run; b: Run }
  answer: CompareAnswer
}

export function Matches({ project, runs, answer }: MatchesProps) {
  const [list, setList] = useState<ListName>('best')
  const [wanted, setActive] = useState(0)
  const table = useRef<TableHandle>(null)
  const lines = useMemo(() => linesOf(answer, list), [answer, list])
  const active = Math.min(wanted, lines.length - 1)
  const idsA = useMemo(() => Uint32Array.from(lines, ({ a }) => a ?? 0), [lines])
  const idsB = useMemo(() => Uint32Array.from(lines, ({ b }) => b ?? 0), [lines])
  const labelsA = useFeatureRows({ project, run: runs.a.id }, idsA)
  const labelsB = useFeatureRows({ project, run: runs.b.id }, idsB)
  const columns = useMemo(
    () => lineColumns({ list, names: { a: runs.a.name, b: runs.b.name }, labels: { a: labelsA, b: labelsB } }),
    [list, runs.a.name, runs.b.name, labelsA, labelsB]
  )
  const choose = (next: ListName) => {
    setList(next)
    setActive(0)
  }
  const open = (side: 'a' | 'b', line: MatchLine | undefined) => {
    const feature = line?.[side]
    if (feature !== undefined) navigate('feature', { run: runs[side].id, feature })
  }
  const name = `${runs.a.name} and ${runs.b.name}`
  const output = {
    name: `${name} ${words[list]}`,
    text: () => ({ text: tableText(listRows(answer, list), '\t'), rows: lines.length }),
    csv: async () => tableText(listRows(answer, list), ','),
    picture: () => matchPicture({ title: name, answer, colors: themeColors() })
  }
  useMatchCommands({
    list,
    choose,
    lines,
    active,
    setActive,
    open,
    runs,
    answer,
    output,
    pageRows: () => table.current?.pageRows() ?? 10
  })
  return (
    <>
      <div className={styles.upper}>
        <MatchSummary answer={answer} runs={runs} output={output} />
        <MatchMetrics answer={answer} runs={runs} />
      </div>
      <div className={styles.listHead}>
        <Segment<ListName>
          label="List of features"
          value={list}
          onChange={choose}
          options={listNames.map((entry) => ({
            value: entry,
            label: `${listWords(entry, runs)} ${formatCount(countOf(answer, entry))}`
          }))}
        />
        <span className={`ellipsis small ${styles.detail}`}>
          {countOf(answer, list) > lines.length && lines.length > 0 ? `the first ${formatCount(lines.length)} are listed` : ''}
        </span>
      </div>
      {lines.length === 0 ? (
        <p className={styles.none}>None.</p>
      ) : (
        <VirtualTable<MatchLine>
          ref={table}
          label={`Features, ${words[list]}`}
          columns={columns}
          rows={lines.length}
          source={comparedSource(answer, runs)}
          rowAt={(index) => lines[index]}
          active={active}
          onChoose={(index) => setActive(index)}
          onOpen={(index) => open(list === 'onlyB' || list === 'splitsOfB' ? 'b' : 'a', lines[index])}
          onView={(first, end) => {
            labelsA.want(first, end)
            labelsB.want(first, end)
          }}
        />
      )}
    </>
  )
}

const words: Record<ListName, string> = {
  best: 'pairs',
  onlyA: 'only in the first',
  onlyB: 'only in the second',
  splitsOfA: 'split in the second',
  splitsOfB: 'split in the first'
}

function listWords(list: ListName, { a, b }: MatchesProps['runs']): string {
  if (list === 'best') return 'Pairs'
  if (list === 'onlyA') return `Only in ${a.name}`
  if (list === 'onlyB') return `Only in ${b.name}`
  return list === 'splitsOfA' ? `Split in ${b.name}` : `Split in ${a.name}`
}
