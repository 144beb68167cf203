/** `loupe agreement`: how far two annotators agree, or one with themselves, and where not. */
import type { Command } from 'commander'
import { type Agreement, type Kappa, repeatOf } from '../../../contract/records/annotator'
import { requireAnnotator } from '../annotators'
import { openRun, readProject } from '../find'
import { count, counted, percent } from '../numbers'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'

interface Options {
  json?: boolean
  run?: string
  repeats?: boolean
}

export function addAgreement(host: CommandHost, program: Command): void {
  const command = program
    .command('agreement')
    .description('Cohen’s kappa of two annotators, and where they disagree')
    .argument('<project>', 'folder of the project')
    .argument('[one]', 'name of an annotator')
    .argument('[other]', 'name of another; the labels of the project when left out')
    .option('--run <run>', 'id or name; the latest one when left out')
    .option('--repeats', 'of one annotator with themselves: what they labeled again without seeing the first')
  addAction<Options>(host, command, async (session, options, [folder, one, other]) => {
    const scope = await openRun(session, folder, options.run, readProject)
    const { run } = scope
    const annotators = await session.client.call('annotators.list', scope)
    if (one === undefined) {
      const lines = annotators.map(({ author, labels }) => `${oneLine(author) || '(no name)'}: ${counted(labels, 'label')}`)
      session.out.result({ run, annotators }, lines.length > 0 ? lines : ['Nobody has labeled anything yet.'])
      return undefined
    }
    for (const name of options.repeats ? [one] : [one, other]) requireAnnotator(name, annotators)
    const pair = { ...scope, one, other: options.repeats ? repeatOf(one) : (other ?? null) }
    const agreement = await session.client.call('annotators.agreement', pair)
    const disagreements = await session.client.call('annotators.disagreements', pair)
    session.out.result({ run, one, other: pair.other, ...agreement, disagreements }, [
      ...agreementLines(agreement),
      ...disagreements.map(
        ({ feature, differs, ...two }) =>
          `Feature ${feature} (${differs.join(', ')}): ${oneLine(two.one.label) || '–'} | ${oneLine(two.other.label) || '–'}`
      )
    ])
    return undefined
  })
}

/** A name that was mistyped would look like somebody who agrees with nobody. */
function agreementLines({ both, onlyOne, onlyOther, status, tags, meaning }: Agreement): string[] {
  const { share, compared, notJudged } = meaning
  const same = share === null ? 'not judged yet' : percent(share)
  return [
    `${counted(both, 'feature')} decided by both, ${count(onlyOne)} and ${count(onlyOther)} by one only`,
    `Status: ${kappaText(status)}`,
    `Tags: ${kappaText(tags)}`,
    `Same meaning: ${same} (${counted(compared, 'label')} of both, ${count(notJudged)} not judged)`
  ]
}

function kappaText({ kappa, observed, count: pairs }: Kappa): string {
  return `κ ${kappa === null ? 'not defined' : kappa.toFixed(2)}, equal in ${percent(observed)} of ${count(pairs)}`
}
