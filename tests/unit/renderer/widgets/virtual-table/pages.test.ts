import { describe, expect, it } from 'vitest'
import { RowPages } from '../../../../../renderer/widgets/virtual-table/pages'

interface Row {
  id: number
  text: string
}

function harness(options: { maxRows?: number } = {}) {
  const asked: { ids: number[]; signal: AbortSignal; answer: (rows: Row[]) => void; fail: (error: Error) => void }[] = []
  let changes = 0
  const errors: unknown[] = []
  const pages = new RowPages<Row>({
    load: (ids, signal) => new Promise((answer, fail) => asked.push({ ids, signal, answer, fail })),
    idOf: (row) => row.id,
    onChange: () => changes++,
    onError: (error) => errors.push(error),
    pageRows: 4,
    ...options
  })
  const answer = async (index: number) => {
    asked[index]?.answer(asked[index].ids.map((id) => ({ id, text: `row ${id}` })))
    await new Promise((done) => setTimeout(done))
  }
  return { pages, asked, answer, errors, changes: () => changes }
}

const ids = (count: number) => Uint32Array.from({ length: count }, (_, index) => 1000 - index)

describe('pages of rows', () => {
  it('asks for the page in view and the next, by id, and keeps them', async () => {
    const { pages, asked, answer, changes } = harness()
    pages.setIds(ids(20))
    pages.want(1, 3)
    expect(asked.map((call) => call.ids)).toEqual([
      [1000, 999, 998, 997],
      [996, 995, 994, 993]
    ])
    expect(pages.at(1)).toBeUndefined()
    await answer(0)
    expect(pages.at(1)).toEqual({ id: 999, text: 'row 999' })
    expect(changes()).toBe(1)
    pages.want(1, 3)
    expect(asked).toHaveLength(2)
  })

  it('cancels pages that went out of view before they came', () => {
    const { pages, asked } = harness()
    pages.setIds(ids(100))
    pages.want(0, 4)
    pages.want(80, 84)
    expect(asked.map((call) => call.signal.aborted)).toEqual([true, true, false, false])
  })

  it('says nothing of the failure of a cancelled page, but of others', async () => {
    const { pages, asked, errors } = harness()
    pages.setIds(ids(100))
    pages.want(0, 4)
    pages.want(80, 84)
    asked[0]?.fail(new Error('cancelled'))
    asked[2]?.fail(new Error('disk'))
    await new Promise((done) => setTimeout(done))
    expect(errors).toEqual([new Error('disk')])
  })

  it('asks again for a page that failed', async () => {
    const { pages, asked } = harness()
    pages.setIds(ids(4))
    pages.want(0, 4)
    asked[0]?.fail(new Error('disk'))
    await new Promise((done) => setTimeout(done))
    pages.want(0, 4)
    expect(asked).toHaveLength(2)
  })

  it('knows rows by id when the order changes, and asks only for the rest', async () => {
    const { pages, asked, answer } = harness()
    pages.setIds(ids(4))
    pages.want(0, 4)
    await answer(0)
    pages.setIds(Uint32Array.from([998, 5, 1000]))
    expect(pages.at(0)?.id).toBe(998)
    pages.want(0, 3)
    expect(asked[1]?.ids).toEqual([5])
  })

  it('patches a changed row and leaves unknown ones alone', async () => {
    const { pages, answer, changes } = harness()
    pages.setIds(ids(4))
    pages.want(0, 4)
    await answer(0)
    pages.patch(999, (row) => ({ ...row, text: 'new' }))
    pages.patch(4, (row) => ({ ...row, text: 'never' }))
    expect([pages.byId(999)?.text, pages.byId(4), changes()]).toEqual(['new', undefined, 2])
  })

  it('keeps no more rows than it may', async () => {
    const { pages, answer } = harness({ maxRows: 5 })
    pages.setIds(ids(8))
    pages.want(0, 4)
    await answer(0)
    await answer(1)
    expect([pages.byId(1000), pages.byId(993)?.id]).toEqual([undefined, 993])
  })

  it('forgets everything when the facts behind it changed', async () => {
    const { pages, answer } = harness()
    pages.setIds(ids(4))
    pages.want(0, 4)
    await answer(0)
    pages.clear()
    expect(pages.at(0)).toBeUndefined()
  })

  it('asks again for what is in view and shows it until the answer is there', async () => {
    const { pages, asked, answer } = harness()
    pages.setIds(ids(20))
    pages.want(0, 3)
    await answer(0)
    await answer(1)
    pages.want(12, 15)
    await answer(2)
    await answer(3)
    pages.askAgain()
    expect(asked.slice(4).map((call) => call.ids[0])).toEqual([988, 984])
    expect(pages.at(12)?.text).toBe('row 988')
    expect(pages.at(0)).toBeUndefined()
    asked[4]?.answer([{ id: 988, text: 'changed' }])
    await answer(5)
    expect(pages.at(12)?.text).toBe('changed')
  })

  it('asks for what is in view when all rows changed, and again when other ids come meanwhile', async () => {
    const { pages, asked, answer } = harness()
    pages.setIds(ids(20))
    pages.want(1, 3)
    await answer(0)
    await answer(1)
    pages.askAgain()
    expect(pages.at(1)).toEqual({ id: 999, text: 'row 999' })
    expect(asked.slice(2).map((call) => call.ids)).toEqual([
      [1000, 999, 998, 997],
      [996, 995, 994, 993]
    ])
    pages.setIds(ids(20).slice(1))
    pages.wantAgain()
    expect(asked[2].signal.aborted).toBe(true)
    expect(asked.slice(4).map((call) => call.ids)).toEqual([
      [999, 998, 997, 996],
      [995, 994, 993, 992]
    ])
    await answer(4)
    pages.wantAgain()
    expect(asked).toHaveLength(6)
  })
})
