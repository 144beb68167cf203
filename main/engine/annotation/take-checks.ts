/** Quizzes and rules that came with a file of labels: kept beside those that were made here. */
import type { Checked } from '../../../contract/calls/index'
import type { StoredRule } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpenProject } from '../projects/open-projects'
import { type Caller, scoredRule } from './rule-score'

type Given = Omit<Checked<'checks.take'>, 'project'> & { author: string }

/** Rules are scored first, which takes its time. Then quizzes and rules are kept, or none where one is refused. */
export async function takeChecks(project: OpenProject, { run, quizzes, rules, author }: Given, caller: Caller) {
  const { checks } = project.store
  const scored: StoredRule[] = []
  for (const kept of rules) {
    caller.progress({ done: scored.length, total: rules.length, unit: 'rules' })
    scored.push(await withScore(project, run, kept, caller))
  }
  const known = project.store.together(() => {
    checks.takeRules(run, scored, { author })
    return quizzes.map(({ balanced_accuracy: balancedAccuracy, ...quiz }) => {
      return checks.take({ ...quiz, run, version: 0, balancedAccuracy, answers: [] })
    })
  })
  return { quizzes: known.filter((isNew) => isNew).length, rules: rules.length }
}

async function withScore(
  project: OpenProject,
  run: string,
  kept: Given['rules'][number],
  { signal }: Caller
): Promise<StoredRule> {
  const { feature, rule, author, at, label, score } = kept
  const own = { feature, rule, author, at, ...(label === undefined ? {} : { label }) }
  try {
    const asked = { run, feature, rule, threshold: score?.threshold ?? 0, author }
    const { score: scored } = await scoredRule(project, asked, { signal, progress: () => undefined })
    return { ...own, ...(scored ? { score: scored } : {}) }
  } catch (thrown) {
    // A run without an analysis, rows without this column: the rule waits for rows that can answer it.
    if (signal.aborted || !(thrown instanceof LoupeError) || thrown.code !== 'not-found') throw thrown
    return own
  }
}
