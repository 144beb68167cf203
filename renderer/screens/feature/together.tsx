/** What the feature fires together with, from the study of relations; a button where that was not asked yet. */
import { useState } from 'react'
import { useCommands } from '../../app/commands/commands'
import { client } from '../../app/engine/client'
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedNumber } from '../../app/numbers/cited-number'
import { studySource } from '../../app/numbers/figure'
import { outputCommands } from '../../app/output/output-commands'
import { OutputMenu } from '../../app/output/output-menu'
import { useRun } from '../../app/project/current'
import { replacePlace } from '../../app/session'
import { type AnsweredStudy, useStudy } from '../../app/studies/use-study'
import { useStudyProgress } from '../../app/studies/use-study-progress'
import { Button } from '../../widgets/button'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import styles from './label-column.module.css'
import { measuresOf, relativeFigure, relativesOf } from './relatives'
import { readRelatives, togetherOutput } from './together-output'

export interface TogetherProps {
  place: RunIds
  feature: number
  readOnly: boolean
}

const question = { kind: 'relations' as const }
const shown = 5

export function Together({ place, feature, readOnly }: TogetherProps) {
  const view = useStudy(place, question)
  const isRunning = view.latest?.state === 'running'
  const { words } = useStudyProgress(isRunning ? view.latest?.job : undefined)
  if (view.answered) return <Relatives place={place} feature={feature} answered={view.answered} />
  if (view.isLoading) return null
  const failed = view.latest?.state === 'failed' ? view.latest.error : undefined
  return (
    <SideSection title="Fires together with">
      {failed && (
        <p className={styles.none} role="alert">
          {failed.message} {failed.hint}
        </p>
      )}
      {isRunning ? (
        <p className={styles.none} role="status">
          Counting: {words}
        </p>
      ) : (
        <Button size="small" disabled={readOnly || view.isStarting || !view.start} onClick={() => view.start?.()}>
          {failed ? 'Try again' : 'Count for all features'}
        </Button>
      )}
    </SideSection>
  )
}

function Relatives({
  place,
  feature,
  answered
}: Pick<TogetherProps, 'place' | 'feature'> & { answered: AnsweredStudy<'relations'> }) {
  const [chosen, setChosen] = useState('jaccard')
  const measures = measuresOf(answered.arrays)
  const measure = measures.find(({ key }) => key === chosen) ?? measures[0]
  const slice = { project: place.project ?? '', study: answered.study.id, from: feature, count: 1 }
  const enabled = measure !== undefined
  const features = useCall('studies.slice', { ...slice, array: measure?.features ?? '' }, { enabled, keepPrevious: true }).data
  const values = useCall('studies.slice', { ...slice, array: measure?.values ?? '' }, { enabled, keepPrevious: true }).data
  const all = features && values ? relativesOf(features.values, values.values) : []
  const found = all.slice(0, shown)
  const params = { project: place.project ?? '', run: place.run ?? '', features: found.map((entry) => entry.feature) }
  const rows = useCall('features.rows', params, { enabled: found.length > 0, keepPrevious: true }).data
  const run = useRun()
  const output =
    measure &&
    togetherOutput({
      ...{ run: run?.name ?? '', feature, measure, measures, found: all },
      read: (one) => readRelatives(client(), slice, one)
    })
  useCommands(outputCommands('together', 'feature', 'fires together', output))
  if (!measure || !output) return null
  const source = studySource(run, answered.study)
  const labelOf = (id: number) => rows?.find((row) => row.feature === id)?.label
  const options = measures.map(({ key, label }) => ({ value: key, label }))
  return (
    <SideSection
      title="Fires together with"
      actions={
        <>
          <Select
            quiet
            aria-label="Measure of firing together"
            title={measure.formula}
            options={options}
            value={measure.key}
            onChange={setChosen}
          />
          <OutputMenu label="fires together" output={output} />
        </>
      }
    >
      <ul aria-label="Features it fires together with">
        {found.map(({ feature: other, value }) => (
          <li key={other} className={styles.line}>
            <button type="button" className={styles.neighbor} onClick={() => replacePlace({ feature: other })}>
              <span className={styles.id}>{other}</span>
              <span className={labelOf(other) ? 'ellipsis' : styles.none}>{labelOf(other) || 'no label'}</span>
            </button>
            <CitedNumber figure={relativeFigure(measure, { feature, other, value }, answered.answer, source)} />
          </li>
        ))}
      </ul>
      {found.length === 0 && features && <p className={styles.none}>No other feature.</p>}
      {answered.study.stale && <p className={styles.none}>From an earlier analysis.</p>}
    </SideSection>
  )
}
