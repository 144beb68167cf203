/** The map above the evidence: a picture of which decoder rows are near, with the selection of the list. */
import { useMemo, useState } from 'react'
import { useCommands } from '../../../app/commands/commands'
import { useListState } from '../../../app/features/list-state'
import { toggled } from '../../../app/features/selection'
import type { FeatureOrder, RunIds } from '../../../app/features/use-feature-order'
import { useMedia } from '../../../app/layout/use-media'
import { studySource } from '../../../app/numbers/figure'
import { outputCommands } from '../../../app/output/output-commands'
import { OutputMenu } from '../../../app/output/output-menu'
import { useRun } from '../../../app/project/current'
import { replacePlace } from '../../../app/session'
import { StudyPart } from '../../../app/studies/study-part'
import { useStudyArrays } from '../../../app/studies/use-arrays'
import { type AnsweredStudy, useStudy } from '../../../app/studies/use-study'
import { FeatureMap } from '../../../widgets/feature-map/feature-map'
import { formatCount } from '../../../widgets/format'
import { Select } from '../../../widgets/select'
import styles from './map.module.css'
import { categoryColoring, coloredColumns, groupColoring, type MapColoring } from './map-colors'
import { mapOutput } from './map-output'

export interface MapPartProps {
  place: RunIds
  order: FeatureOrder
  primary: number | null
  /** Id and label of the primary. */
  name: string
}

const question = { kind: 'map' as const }
const columnsQuestion = { kind: 'columns' as const }

export function MapPart(props: MapPartProps) {
  const view = useStudy(props.place, question)
  return (
    <section className={styles.part} aria-label="Map">
      <StudyPart
        view={view}
        scope="map"
        hasKeys={false}
        title="No map yet"
        action="Make the map"
        explanation="UMAP of the decoder rows: a picture of which features are near each other, with groups. It takes a moment."
      >
        {(answered) => <Answered {...props} answered={answered} />}
      </StudyPart>
    </section>
  )
}

function Answered({ place, order, primary, name, answered }: MapPartProps & { answered: AnsweredStudy<'map'> }) {
  const { answer } = answered
  const arrays = useStudyArrays(place.project, answered, ['positions', 'groups'])
  const selected = useListState((list) => list.selected)
  const isHigh = useMedia('(min-height: 1100px)')
  const shown = useMemo(() => maskOf(order.ids, answer.features), [order.ids, answer.features])
  const groups = arrays?.groups as Uint32Array | undefined
  const { coloring, select } = useColoring(place, answered, groups)
  const run = useRun()
  const seed = answered.study.question.kind === 'map' ? answered.study.question.seed : 0
  const caption = `UMAP of decoder rows, cosine, seed ${seed}.`
  const positions = arrays?.positions as Float32Array | undefined
  const output =
    positions && groups && coloring
      ? mapOutput({
          run: run?.name ?? '',
          caption: `${caption} A picture only; ${studySource(run, answered.study)}`,
          ...{ positions, groups, coloring, shown }
        })
      : undefined
  useCommands([
    ...outputCommands('map', 'table', 'map', output),
    {
      id: 'map.group',
      title: 'Select the group of this feature on the map',
      keys: ['G'],
      scope: 'table',
      when: groups !== undefined && primary !== null,
      run: () => {
        if (!groups || primary === null) return
        const group = groups[primary]
        useListState.setState({ selected: new Set(order.ids.filter((feature) => groups[feature] === group)), anchor: primary })
      }
    }
  ])
  if (!positions || !coloring) return null
  const choose = (feature: number, toggle: boolean) => {
    const list = useListState.getState()
    useListState.setState(toggle ? toggled(list, feature) : { selected: new Set(), anchor: feature })
    replacePlace({ feature })
  }
  return (
    <>
      <header className={styles.head}>
        <h2 className="heading">Map</h2>
        {select}
        {output && <OutputMenu label="map" output={output} />}
      </header>
      <FeatureMap
        label={`Map of ${formatCount(answer.features)} features; arrows go to the next one`}
        positions={positions}
        colors={coloring.colors}
        shown={shown}
        selected={selected}
        primary={primary}
        name={name}
        height={isHigh ? 420 : 260}
        onChoose={choose}
        onLasso={(features) => useListState.setState({ selected: new Set(features.filter((feature) => shown[feature] === 1)) })}
      />
      <ul className={styles.legend} aria-label="Colors of the map">
        {coloring.legend.map((word, slot) => (
          <li key={word}>
            <span className={styles.dot} style={{ background: `var(--run-${slot + 1})` }} />
            {word}
          </li>
        ))}
      </ul>
      <p className={styles.caption}>
        {caption} A picture only: neighbors are taken in the original space. Shift and a drawn line select, the wheel zooms.
      </p>
    </>
  )
}

/** By group, or by a label column that features were scored on. */
function useColoring(place: RunIds, { answer }: AnsweredStudy<'map'>, groups: Uint32Array | undefined) {
  const [by, setBy] = useState('groups')
  const scored = useStudy(place, columnsQuestion).answered
  const f1 = useStudyArrays(place.project, by === 'groups' ? undefined : scored, ['f1'])?.f1 as Float32Array | undefined
  const columns = scored ? coloredColumns(scored.answer) : []
  const coloring = useMemo((): MapColoring | undefined => {
    if (!groups) return undefined
    if (by === 'groups' || !scored || !f1) return groupColoring(answer, groups)
    return categoryColoring(scored.answer, by, f1, answer.features)
  }, [groups, by, scored, f1, answer])
  const options = [
    { value: 'groups', label: 'color: groups' },
    ...columns.map((column) => ({ value: column, label: `color: ${column}` }))
  ]
  const select = <Select quiet aria-label="Color of the map" options={options} value={by} onChange={setBy} />
  return { coloring, select }
}

function maskOf(ids: Uint32Array, features: number): Uint8Array {
  const mask = new Uint8Array(features)
  for (const feature of ids) mask[feature] = 1
  return mask
}
