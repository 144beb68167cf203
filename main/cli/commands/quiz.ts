/** `loupe quiz`: rows with hidden activations of one feature, and what the answers are worth. */
import type { Command } from 'commander'
import type { Quiz, QuizResult, StandingResult } from '../../../contract/records/quiz'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { percent, table } from '../numbers'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  seed?: number
  quiz?: string
  fires?: string
  leave?: boolean
  results?: boolean
  author?: string
}

export function addQuiz(host: CommandHost, program: Command): void {
  const command = program
    .command('quiz')
    .description('ten rows with hidden activations: on which does the feature fire?')
    .argument('<project>', 'folder of the project')
    .argument('[id]', 'number of the feature; left out: results of all', wholeNumberIn(0))
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--seed <n>', 'decides the rows', wholeNumberIn(0))
    .option('--quiz <quiz>', 'id of the quiz that is answered')
    .option('--fires <places>', 'places (1–10) of the rows on which it fires, as 1,4,5; “none” for none')
    .option('--leave', 'with --quiz: takes a quiz away that was not answered')
    .option('--results', 'answered quizzes of the feature in place of a new one')
    .option('--author <name>', 'who answers')
  addAction<Options>(host, command, async (session, options, [folder, id]) => {
    const { client, out } = session
    const project = await openProject(session, folder)
    if (options.leave) {
      const quiz = idFrom(options)
      const { left } = await client.call('checks.leaveQuiz', { project: project.id, quiz })
      out.result({ quiz, left }, [left ? 'Nothing of the quiz is kept.' : 'There is no such quiz that waits.'])
      return undefined
    }
    if (options.quiz !== undefined || options.fires !== undefined) {
      const { quiz, fires } = answerFrom(options)
      const author = options.author === undefined ? {} : { author: options.author }
      const result = await client.call('checks.answerQuiz', { project: project.id, quiz, fires, ...author })
      out.result(result, resultLines(result))
      return undefined
    }
    const run = await analyzed(session, project, options.run)
    if (id === undefined || options.results) {
      const one = id === undefined ? {} : { feature: Number(id) }
      const results = await client.call('checks.quizzes', { project: project.id, run: run.id, ...one })
      out.result({ run: run.id, quizzes: results }, listLines(results))
      return undefined
    }
    const seed = options.seed === undefined ? {} : { seed: options.seed }
    const quiz = await client.call('checks.quiz', { project: project.id, run: run.id, feature: Number(id), ...seed })
    out.result(quiz, quizLines(quiz))
    return undefined
  })
}

function idFrom({ quiz }: Options): string {
  const [id] = (quiz ?? '').split(':')
  if (id) return id
  throw new LoupeError('usage', 'Which quiz? Give --quiz, the id it was shown with')
}

/** As many answers as rows are only known to the engine: it says so when the number is wrong. */
function answerFrom({ quiz, fires }: Options): { quiz: string; fires: boolean[] } {
  const [id, rows = '10'] = (quiz ?? '').split(':')
  if (!id || fires === undefined) throw new LoupeError('usage', 'Give both: --quiz (the id it was shown with) and --fires')
  const places = fires === 'none' ? [] : fires.split(',').map(Number)
  if (places.some((place) => !Number.isInteger(place) || place < 1 || place > Number(rows)))
    throw new LoupeError('usage', `--fires must name places from 1 to ${rows}, as 1,4,5`)
  return { quiz: id, fires: Array.from({ length: Number(rows) }, (_, i) => places.includes(i + 1)) }
}

function quizLines({ id, feature, label, rows }: Quiz): string[] {
  const lines = rows.map(({ tokens, peak, source }, i) => {
    const before = oneLine(tokens.slice(0, peak).join('')).slice(-50).padStart(50)
    return `${String(i + 1).padStart(2)}  ${before}[${oneLine(tokens[peak] ?? '')}]${oneLine(tokens.slice(peak + 1).join('')).slice(0, 30)}  ${source}`
  })
  const reference = rows.length === 10 ? id : `${id}:${rows.length}`
  return [`Feature ${feature}: ${oneLine(label) || '–'}`, ...lines, `Answer with: --quiz ${reference} --fires 1,2,3`]
}

function resultLines({ balancedAccuracy, interval, answers, label }: QuizResult): string[] {
  const right = answers.filter((answer) => answer.right).length
  return [
    `${right} of ${answers.length} right, balanced accuracy ${percent(balancedAccuracy)} (${percent(interval[0])} to ${percent(interval[1])}) for “${oneLine(label)}”`,
    ...answers.map(({ row, kind, value, said, right: isRight }, i) => {
      return `${String(i + 1).padStart(2)}  ${isRight ? 'right' : 'wrong'}  said ${said ? 'fires' : 'silent'}, ${kind} ${value.toFixed(2)} (row ${row})`
    })
  ]
}

function listLines(results: readonly StandingResult[]): string[] {
  if (results.length === 0) return ['No quiz was answered yet.']
  return table(
    ['feature', 'balanced accuracy', 'interval', 'who', 'label then'],
    results.map(({ feature, balancedAccuracy, interval, author, label, due }) => [
      String(feature),
      percent(balancedAccuracy),
      `${percent(interval[0])}–${percent(interval[1])}`,
      oneLine(author),
      `${oneLine(label)}${due ? ' (edited since: due again)' : ''}`
    ])
  )
}
