/** Quizzes and rules that came with a file of labels: kept beside those that were made here. */
import type { Checked } from '../../../contract/calls/index'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpenProject } from '../projects/open-projects'
import { attachRule, type Caller } from './rule-score'

type Given = Omit<Checked<'checks.take'>, 'project'>

/** Quizzes are kept together, or none where one is refused; rules one after the other, since each is scored. */
export async function takeChecks(project: OpenProject, { run, quizzes, rules }: Given, caller: Caller) {
  const { checks } = project.store
  const known = project.store.together(() =>
    quizzes.map(({ balanced_accuracy: balancedAccuracy, ...quiz }) => {
      return checks.take({ ...quiz, run, version: 0, balancedAccuracy, answers: [] })
    })
  )
  for (const [place, kept] of rules.entries()) {
    caller.progress({ done: place, total: rules.length, unit: 'rules' })
    await takeRule(project, run, kept, caller)
  }
  return { quizzes: known.filter((isNew) => isNew).length, rules: rules.length }
}

async function takeRule(project: OpenProject, run: string, kept: Given['rules'][number], { signal }: Caller): Promise<void> {
  const { feature, rule, author, at, label, score } = kept
  const own = { feature, rule, author, at, ...(label === undefined ? {} : { label }) }
  try {
    const asked = { run, feature, rule, threshold: score?.threshold ?? 0, author }
    const { score: scored } = await attachRule(project, asked, { signal, progress: () => undefined })
    project.store.checks.setRule(run, feature, { ...own, ...(scored ? { score: scored } : {}) })
  } catch (thrown) {
    // A run without an analysis, rows without this column: the rule waits for rows that can answer it.
    if (signal.aborted || !(thrown instanceof LoupeError) || thrown.code !== 'not-found') throw thrown
    project.store.checks.setRule(run, feature, own)
  }
}
