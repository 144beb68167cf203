import { beforeEach, describe, expect, it } from 'vitest'
import type { Port } from '../../../../../contract/wire/port'
import type { ShellAnswer } from '../../../../../contract/wire/relay'
import { type RelayedPorts, relayedPorts } from '../../../../../main/engine/transports/relay'

let sent: ShellAnswer[]
let opened: Port<string, string>[]
let heard: string[]
let ports: RelayedPorts
beforeEach(() => {
  sent = []
  opened = []
  heard = []
  ports = relayedPorts<string, string>(
    (answer) => sent.push(answer),
    (port) => {
      const name = `port ${opened.push(port)}`
      port.listen(
        (message) => heard.push(`${name}: ${message}`),
        () => heard.push(`${name} closed`)
      )
    }
  )
})

describe('connections over one channel', () => {
  it('are kept apart, both ways', () => {
    for (const port of [4, 9]) ports.take({ kind: 'open', port })
    ports.take({ kind: 'message', port: 9, message: 'b' })
    ports.take({ kind: 'message', port: 4, message: 'a' })
    opened[1].post('to the second')
    expect(heard).toEqual(['port 2: b', 'port 1: a'])
    expect(sent).toEqual([{ kind: 'message', port: 9, message: 'to the second' }])
  })

  it('end by either side, once, and are silent then', () => {
    for (const port of [1, 2]) ports.take({ kind: 'open', port })
    ports.take({ kind: 'close', port: 1 })
    ports.take({ kind: 'message', port: 1, message: 'late' })
    opened[0].post('lost')
    opened[0].close()
    opened[1].close()
    expect(heard).toEqual(['port 1 closed', 'port 2 closed'])
    expect(sent).toEqual([{ kind: 'close', port: 2 }])
  })

  it('are not opened twice under one number, and unknown numbers are nobody', () => {
    ports.take({ kind: 'open', port: 1 })
    ports.take({ kind: 'open', port: 1 })
    ports.take({ kind: 'message', port: 5, message: 'x' })
    expect([opened.length, heard]).toEqual([1, []])
  })

  it('leave other messages to others, and all end together', () => {
    ports.take({ kind: 'open', port: 1 })
    expect(ports.take({ kind: 'end' })).toBe(false)
    ports.closeAll()
    expect(heard).toEqual(['port 1 closed'])
  })
})
