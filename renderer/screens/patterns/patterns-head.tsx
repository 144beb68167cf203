/** The head of the pattern table: how large it is, by what, beside what, in which order, and the ways out of it. */
import type { Run } from '../../../contract/records/run'
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { Button } from '../../widgets/button'
import { useCommandLink } from '../../widgets/command-link'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Select } from '../../widgets/select'
import type { SourceChoice } from './pattern-source'
import { type Beside, changePatterns, inBeginning, type PatternsView, sizeCommand, usePatternsView } from './patterns-view'

export interface PatternsHeadProps {
  answer: PatternsAnswer
  choices: readonly SourceChoice[]
  choice: SourceChoice
  beside: Beside
  /** Runs whose features can stand beside these. */
  others: readonly Run[]
  output: ChartOutput
}

export function PatternsHead({ answer, choices, choice, beside, others, output }: PatternsHeadProps) {
  const cut = answer.found > answer.patterns.length ? ` of ${formatCount(answer.found)}` : ''
  return (
    <Head
      title="Patterns"
      detail={`${formatCount(answer.features)} features × ${formatCount(answer.patterns.length)}${cut} ${choice.noun}`}
      actions={
        <>
          <SourceSelect choices={choices} choice={choice} />
          <SizeButton />
          <BesideSelect answer={answer} beside={beside} others={others} />
          <OrderSelect />
          <OutputMenu label="pattern table" output={output} />
        </>
      }
    />
  )
}

export function SourceSelect({ choices, choice }: Pick<PatternsHeadProps, 'choices' | 'choice'>) {
  return (
    <Select
      quiet
      aria-label="Group rows"
      options={choices.map(({ key, label }) => ({ value: key, label }))}
      value={choice.key}
      onChange={(by) => changePatterns({ ...inBeginning, by })}
    />
  )
}

/** Only where there are more patterns than usual, or they are shown already. */
export function SizeButton() {
  const isWide = usePatternsView((view) => view.isWide)
  if (!useCommandLink().isEnabled(sizeCommand)) return null
  return (
    <Button variant="quiet" command={sizeCommand}>
      {isWide ? 'fewer patterns' : 'more patterns'}
    </Button>
  )
}

function BesideSelect({ answer, beside, others }: Pick<PatternsHeadProps, 'answer' | 'beside' | 'others'>) {
  const options = [
    { value: 'nothing', label: 'features alone' },
    { value: 'dense', label: 'beside the dense layer', disabled: answer.dIn === undefined },
    ...others.map(({ id, name }) => ({ value: id, label: `beside ${name}` }))
  ]
  return (
    <Select
      quiet
      aria-label="Beside the features"
      options={options}
      value={beside}
      onChange={(value) => changePatterns({ beside: value })}
    />
  )
}

type NamedOrder = Extract<PatternsView['items'], string>

const orderWords: Record<NamedOrder, string> = {
  cluster: 'clustered',
  eta: 'by what tells apart',
  largest: 'by largest mean',
  id: 'by id'
}

function OrderSelect() {
  const { items } = usePatternsView()
  const isNamed = typeof items === 'string'
  const named = Object.entries(orderWords).map(([value, label]) => ({ value, label }))
  return (
    <Select
      quiet
      aria-label="Order of features"
      options={isNamed ? named : [...named, { value: 'pattern', label: 'by a pattern' }]}
      value={isNamed ? items : 'pattern'}
      onChange={(value) => value !== 'pattern' && changePatterns({ items: value as NamedOrder })}
    />
  )
}
