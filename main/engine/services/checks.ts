/** Calls that check labels: quizzes and rules. */
import { LoupeError } from '../../../contract/wire/errors'
import { ruleTest } from '../../analysis/rules/matcher'
import { answerQuiz, startQuiz } from '../annotation/quiz'
import { scoreRule } from '../annotation/rule-score'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function checkService(core: Core): AreaHandlers<'checks'> {
  const open = (project: string, holder: object) => core.projects.get(project, holder)
  return {
    'checks.quiz': async ({ project, ...asked }, { holder }) => startQuiz(await open(project, holder), asked),
    'checks.answerQuiz': async ({ project, quiz, fires, author = core.author }, { holder }) =>
      answerQuiz(await open(project, holder), quiz, fires, author),
    'checks.quizzes': async ({ project, run, feature }, { holder }) =>
      (await open(project, holder)).store.checks.results(run, feature),
    'checks.rules': async ({ project, run }, { holder }) => (await open(project, holder)).store.checks.rules(run),
    'checks.setRule': async ({ project, run, feature, rule, author = core.author }, { holder }) => {
      const { store, indexes } = await open(project, holder)
      if (rule !== null) await ruleTest(rule, await indexes.rowIndex(store.runs.get(run).dataset))
      const stored = rule === null ? undefined : { feature, rule, author, at: Date.now() }
      store.checks.setRule(run, feature, stored)
      return stored ?? null
    },
    'checks.scoreRule': async ({ project, ...asked }, { holder, signal }) => {
      try {
        return await scoreRule(await open(project, holder), asked, signal)
      } catch (thrown) {
        if (signal.aborted) throw new LoupeError('cancelled', 'The comparison was cancelled')
        throw thrown
      }
    }
  }
}
