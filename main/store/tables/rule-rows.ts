/** Rules attached to labels: rows, and how undo and redo put them back or take them away. */
import { z } from 'zod'
import { StoredRule } from '../../../contract/records/rule'
import { changeWord, type StepTarget } from './steps'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export interface RuleRows extends StepTarget {
  /** Of a run or of one feature, by feature. */
  of(run: string, feature?: number): StoredRule[]
  write(run: string, rule: StoredRule): void
  remove(run: string, feature: number): void
}

const Part = z.array(StoredRule)

export function ruleRows({ connection }: TableContext): RuleRows {
  const all = connection
    .prepare<{ run: string; feature: number | null }, string>(
      'SELECT record FROM label_rules WHERE run = @run AND (@feature IS NULL OR feature = @feature) ORDER BY feature'
    )
    .pluck()
  const insert = connection.prepare<[string, number, string]>(
    'INSERT INTO label_rules (run, feature, record) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record'
  )
  const drop = connection.prepare<[string, number]>('DELETE FROM label_rules WHERE run = ? AND feature = ?')

  const of: RuleRows['of'] = (run, feature) =>
    all.all({ run, feature: feature ?? null }).map((text) => recordFromJson(StoredRule, text, 'rule'))
  const write: RuleRows['write'] = (run, rule) =>
    void insert.run(run, rule.feature, JSON.stringify(validRecord(StoredRule, rule, 'rule')))
  const remove: RuleRows['remove'] = (run, feature) => void drop.run(run, feature)

  return {
    of,
    write,
    remove,
    put({ run }, ...parts) {
      const [from, to] = parts.map(byFeature)
      for (const feature of new Set([...from.keys(), ...to.keys()])) {
        const wanted = to.get(feature)
        // Another rule was attached meanwhile: it stays.
        if (!isSameRule(of(run ?? '', feature)[0], from.get(feature))) continue
        if (wanted) write(run ?? '', wanted)
        else remove(run ?? '', feature)
      }
    },
    told({ run }, { before, after }) {
      const [from, to] = [before, after].map(byFeature)
      const features = [...new Set([...from.keys(), ...to.keys()])]
      const change = changeWord({ before: from.size > 0 ? before : null, after: to.size > 0 ? after : null })
      return { rules: { run: run ?? '', features, change } }
    }
  }
}

/** Whether they say the same of a row: a score is a measurement of it, and who attached it when is no part of what it says. */
export function isSameRule(one: StoredRule | undefined, other: StoredRule | undefined): boolean {
  const said = (rule: StoredRule | undefined) => rule && JSON.stringify([rule.rule, rule.score?.threshold ?? 0])
  return said(one) === said(other)
}

function byFeature(text: string | null): Map<number, StoredRule> {
  const rules = text === null ? [] : recordFromJson(Part, text, 'change of rules')
  return new Map(rules.map((rule) => [rule.feature, rule]))
}
