/** Whatever two annotators do in whatever order, the store says what a plain replay says, also after restarts. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { StoredRule } from '../../../../../contract/records/rule'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { config, dataset, quickFolder, sampleProject } from '../samples'
import { PlainAnnotation } from './plain-annotation'

const features = [0, 1, 2]
const tag = fc.constantFrom('x', 'y', 'z')
const author = fc.constantFrom('Ada', 'Bea')
const anybody = fc.constantFrom(undefined, 'Ada', 'Bea')
const fields = {
  label: fc.constantFrom('', 'a', 'b'),
  notes: fc.constantFrom('', 'why'),
  confidence: fc.constantFrom(null, 1 as const, 3 as const),
  status: fc.constantFrom('pending' as const, 'draft' as const, 'labeled' as const)
}
const change = fc.record({ ...fields, tags: fc.uniqueArray(tag, { maxLength: 2 }) }, { requiredKeys: [] })
const kinds = {
  edit: fc.record({ feature: fc.nat(2), change, author, group: fc.constantFrom(undefined, 'g', 'h') }),
  bulk: fc.record({
    features: fc.subarray(features, { minLength: 1 }),
    change: fc.record(fields, { requiredKeys: [] }),
    addTags: fc.uniqueArray(tag, { maxLength: 2 }),
    removeTags: fc.uniqueArray(tag, { maxLength: 2 }),
    author
  }),
  undo: anybody,
  redo: anybody,
  comment: fc.record({ feature: fc.nat(2), author, text: fc.constantFrom('really?', 'yes') }),
  removeComment: fc.nat(5),
  group: fc.record({ name: fc.constantFrom('one', 'two'), features: fc.subarray(features), author }),
  removeGroup: fc.record({ name: fc.constantFrom('one', 'two'), author }),
  rule: fc.record({ feature: fc.nat(1), token: fc.constantFrom('', 'cat', 'dog'), author }),
  guidelines: fc.record({ text: fc.constantFrom('', 'Be short.', 'Be kind.'), author }),
  reopen: fc.constant(undefined)
}
type Kind = keyof typeof kinds
type Step = { [K in Kind]: { kind: K; value: (typeof kinds)[K] extends fc.Arbitrary<infer Value> ? Value : never } }[Kind]

const weights: Record<Kind, number> = {
  edit: 8,
  bulk: 4,
  undo: 5,
  redo: 3,
  comment: 3,
  removeComment: 3,
  group: 3,
  removeGroup: 2,
  rule: 2,
  guidelines: 2,
  reopen: 1
}
const step = fc.oneof(
  ...(Object.keys(kinds) as Kind[]).map((kind) => ({
    weight: weights[kind],
    arbitrary: (kinds[kind] as fc.Arbitrary<unknown>).map((value) => ({ kind, value }) as Step)
  }))
)

test('any sequence of edits, bulk edits, undos, redos, comments, groups, rules, guidelines and restarts equals the plain replay', async () => {
  let store = await sampleProject(join(quickFolder(), 'Sample.loupe'))
  onTestFinished(() => store.close())
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const run = store.runs.insert({ dataset: dataset.id, config, backend: 'cpu' }).id
    const plain = new PlainAnnotation()
    plain.texts.set('guidelines', store.annotation.guide().guidelines)
    for (const one of steps) {
      if (one.kind === 'reopen') {
        store.close()
        store = await openProject(store.folder)
      } else both(store, plain, run, one)
      for (const feature of features) compare(store, run, feature, plain)
    }
    settle(store, run)
  })
  await fc.assert(property, { numRuns: 60, seed: 3 })
}, 60_000)

/** Run and log go, so that the next sequence begins with nothing to undo or redo: steps of the project have to be undone for that. */
function settle({ annotation, labels, runs }: ProjectStore, run: string): void {
  while (annotation.undo() ?? labels.undo());
  for (const author of ['Ada', 'Bea']) annotation.addComment(run, { feature: 0, author, text: 'no redo after this', at: 1 })
  runs.remove(run)
}

/** Does a step to both, and holds what they answer against each other. */
function both({ labels, annotation, checks }: ProjectStore, plain: PlainAnnotation, run: string, { kind, value }: Step): void {
  if (kind === 'edit') {
    const { feature, change, author, group } = value
    labels.edit(run, feature, change, { author, ...(group === undefined ? {} : { group }) })
    plain.edit(feature, change, author, group)
  } else if (kind === 'bulk') {
    const { features, author, ...given } = value
    const changed = labels.bulk(run, features, given, { author }).map(({ feature }) => feature)
    expect(changed).toEqual(plain.bulk(features, given, author))
  } else if (kind === 'undo' || kind === 'redo') {
    const context = value === undefined ? {} : { author: value }
    expect((annotation[kind](context) ?? labels[kind](context)) !== null).toBe(plain[kind](value))
  } else if (kind === 'comment') {
    annotation.addComment(run, { ...value, at: 1 })
    plain.say(value)
  } else if (kind === 'removeComment') {
    const all = features.flatMap((feature) => annotation.comments(run, feature)).sort((a, b) => a.id - b.id)
    if (value >= all.length) return
    annotation.removeComment(run, all[value].id, all[value].author)
    plain.unsay([...plain.comments.keys()].sort((a, b) => a - b)[value])
  } else if (kind === 'group') {
    const { name, features, author } = value
    annotation.putGroup(run, { id: `${run}-${name}`, name, description: '', features }, { author })
    plain.changeGroup(name, features, author)
  } else if (kind === 'rule') {
    const { feature, token, author } = value
    checks.setRule(run, feature, token === '' ? undefined : ruleOf(feature, token, author), { author })
    plain.changeText(feature, token, author)
  } else if (kind === 'guidelines') {
    annotation.setGuide({ guidelines: value.text }, { author: value.author })
    plain.changeText('guidelines', value.text, value.author)
  } else if (kind === 'removeGroup' && plain.groups.has(value.name)) {
    annotation.removeGroup(run, `${run}-${value.name}`, { author: value.author })
    plain.changeGroup(value.name, undefined, value.author)
  }
}

function ruleOf(feature: number, token: string, author: string): StoredRule {
  return { feature, rule: { kind: 'tokens', tokens: [token], trim: true, ignoreCase: true }, author, at: 1 }
}

function compare({ labels, annotation, checks }: ProjectStore, run: string, feature: number, plain: PlainAnnotation): void {
  expect(labels.get(run, feature)).toMatchObject(plain.fields(feature))
  const history = labels.history(run, feature).map(({ after, author, applied }) => ({ after, author, applied }))
  const expected = plain.entries.filter((entry) => entry.feature === feature).reverse()
  expect(history).toEqual(expected.map(({ after, author, state }) => ({ after, author, applied: state === 'stands' })))
  const comments = annotation.comments(run, feature).map(({ author, text }) => ({ feature, author, text }))
  const said = [...plain.comments].sort(([one], [other]) => one - other).map(([, comment]) => comment)
  expect(comments).toEqual(said.filter((comment) => comment.feature === feature))
  const groups = annotation.groups(run).map(({ name, features }) => [name, features])
  expect(groups).toEqual([...plain.groups].sort(([one], [other]) => (one < other ? -1 : 1)))
  const tokens = checks.rules(run, feature).map(({ rule }) => (rule.kind === 'tokens' ? rule.tokens[0] : rule.kind))
  expect(tokens.join()).toBe(plain.texts.get(feature) ?? '')
  expect(annotation.guide().guidelines).toBe(plain.texts.get('guidelines') ?? '')
  const found = plain.fields(feature).tags.length > 0 ? labels.search(run, plain.fields(feature).tags, 10) : undefined
  if (found) expect(found.map((hit) => hit.feature)).toContain(feature)
}
