/** What a call says of being done a second time agrees with its name. */
import { describe, expect, it } from 'vitest'
import { calls, type Method } from '../../../../contract/calls/index'

const methods = Object.keys(calls) as Method[]
const verbOf = (method: Method) => method.split('.')[1]!
const again = (is: boolean) => methods.filter((method) => calls[method].again === is)

/** Done twice these are something else: a second run, a second step taken back, one more of a list. */
const once =
  /^(start|stop|pause|resume|create|open|close|import|export|write|convert|apply|sweep|undo|redo|restore|delete|remove|prune|comment|decide|cancel|analyze|follow|accept|take)($|[A-Z])/

describe('calls that are done again when nobody knows whether they were done', () => {
  it('are none that do something else the second time', () => {
    expect(again(true).filter((method) => once.test(verbOf(method)))).toEqual([])
  })

  it('are all that list and get', () => {
    expect(again(false).filter((method) => /^(list|get|page|rows|ids|history)$/.test(verbOf(method)))).toEqual([])
  })

  it('are the edits of labels, so that nothing a person wrote is lost', () => {
    const written: Method[] = ['labels.edit', 'labels.editMany', 'labels.bulk', 'annotation.setGuide', 'checks.setRule']
    expect(written.filter((method) => !calls[method].again)).toEqual([])
  })
})
