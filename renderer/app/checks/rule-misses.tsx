/** The rows on which a rule and the feature disagree, of either kind a few at first. */
import { useState } from 'react'
import type { Example } from '../../../contract/records/feature'
import type { RuleScore } from '../../../contract/records/rule'
import { Concordance } from '../../widgets/concordance/concordance'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount } from '../../widgets/format'
import { useImageSource } from '../features/evidence'
import { useEvidenceView } from '../features/evidence-view'
import { useRowPictures } from '../features/row-picture'
import { confusionOf } from './rule-words'

const pictureHeight = 64
/** Lines of either kind before it is opened: both are in view. */
const linesAtFirst = 7

export function RuleMisses({ score, run, max }: { score: RuleScore; run: string; max: number }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const { context, scale } = useEvidenceView()
  const pictureOf = useRowPictures(useImageSource(run), pictureHeight)
  const { missed, wronglyNamed } = confusionOf(score)
  const sections = [
    {
      name: 'missed',
      title: 'Fires, but the rule says no',
      detail: `${formatCount(missed)} rows, the strongest first`,
      explanation: 'Rows with an activation above the threshold that the rule does not name',
      ...shortened(score.missed, opened.has('missed'))
    },
    {
      name: 'wrongly-named',
      title: 'The rule says so, but it is silent',
      detail: `${formatCount(wronglyNamed)} rows, in their order`,
      explanation: 'Rows that the rule names and whose activation is not above the threshold',
      ...shortened(score.wronglyNamed, opened.has('wrongly-named'))
    }
  ]
  return (
    <Concordance
      sections={sections}
      max={max}
      decimals={activationDecimals(max)}
      context={context}
      scale={scale}
      pictureOf={pictureOf}
      onOpen={(section) => setOpened(new Set([...opened, section]))}
    />
  )
}

function shortened(examples: Example[], isOpen: boolean): { examples: Example[]; hidden: number } {
  if (isOpen) return { examples, hidden: 0 }
  return { examples: examples.slice(0, linesAtFirst), hidden: Math.max(0, examples.length - linesAtFirst) }
}
