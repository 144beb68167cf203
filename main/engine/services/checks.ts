/** Calls that check labels: quizzes and rules. */
import { LoupeError } from '../../../contract/wire/errors'
import { answerQuiz, revealedRows, startQuiz } from '../annotation/quiz'
import { attachRule, type Caller, proposeRule, scoreRule } from '../annotation/rule-score'
import { takeChecks } from '../annotation/take-checks'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function checkService(core: Core): AreaHandlers<'checks'> {
  const open = (project: string, holder: object) => core.projects.get(project, holder)
  return {
    'checks.quiz': async ({ project, blind, author = core.author, ...asked }, { holder }) => {
      const opened = await open(project, holder)
      if (blind && opened.store.opinions.saidByOthers(asked.run, author).has(asked.feature))
        throw new LoupeError('denied', 'A quiz shows the label of the project, which blind mode hides here', {
          hint: 'Others say something of this feature too. Turn blind mode off to take the quiz.'
        })
      return startQuiz(opened, asked)
    },
    'checks.answerQuiz': async ({ project, quiz, fires, author = core.author }, { holder }) => {
      const result = answerQuiz(await open(project, holder), quiz, fires, author)
      core.announce('checks.changed', { project, run: result.run })
      return result
    },
    'checks.leaveQuiz': async ({ project, quiz }, { holder }) => ({
      left: (await open(project, holder)).store.checks.leave(quiz)
    }),
    'checks.quizRows': async ({ project, quiz, context }, { holder }) => revealedRows(await open(project, holder), quiz, context),
    'checks.take': async ({ project, author = core.author, ...given }, { holder, ...caller }) => {
      const taken = await cancellable(caller, takeChecks(await open(project, holder), { ...given, author }, caller))
      core.announce('checks.changed', { project, run: given.run })
      return taken
    },
    'checks.quizzes': async ({ project, run, feature, blind, author = core.author }, { holder }) => {
      const results = (await open(project, holder)).store.checks.results(run, feature)
      return blind ? results.filter((result) => result.author === author) : results
    },
    'checks.rules': async ({ project, run, feature, blind, author = core.author }, { holder }) => {
      const rules = (await open(project, holder)).store.checks.rules(run, feature)
      return blind ? rules.filter((rule) => rule.author === author) : rules
    },
    'checks.setRule': async ({ project, run, feature, rule, threshold, author = core.author }, { holder, ...caller }) => {
      const opened = await open(project, holder)
      const kept =
        rule === null
          ? opened.store.checks.setRule(run, feature, undefined, { author })
          : await cancellable(caller, attachRule(opened, { run, feature, rule, threshold, author }, caller))
      core.announce('checks.changed', { project, run })
      return kept ?? null
    },
    'checks.proposeRule': async ({ project, ...asked }, { holder, ...caller }) =>
      cancellable(caller, proposeRule(await open(project, holder), asked, caller)),
    'checks.scoreRule': async ({ project, ...asked }, { holder, ...caller }) =>
      cancellable(caller, scoreRule(await open(project, holder), asked, caller))
  }
}

/** What was cancelled says so, whatever it failed with. */
async function cancellable<T>({ signal }: Caller, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (thrown) {
    if (signal.aborted) throw new LoupeError('cancelled', 'The comparison was cancelled')
    throw thrown
  }
}
