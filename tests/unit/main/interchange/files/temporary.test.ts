import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { removeLeftovers, temporaryBeside } from '../../../../../main/interchange/files/temporary'
import { temporaryFolder } from '../material'

it('what a dead process has begun is removed, what a living one is at and what is of others stays', async () => {
  const parent = temporaryFolder()
  const target = join(parent, 'out')
  const own = temporaryBeside(target)
  expect(dirname(own)).toBe(parent)
  const dead = String(spawnSync(process.execPath, ['-e', '']).pid)
  const left = own.replace(`-${process.pid}-`, `-${dead}-`)
  const ofAnotherComputer = left.replace(/out\.[0-9a-f]{8}-/, 'out.00000000-')
  const ofAnotherTarget = temporaryBeside(join(parent, 'out2')).replace(`-${process.pid}-`, `-${dead}-`)
  for (const folder of [own, left, ofAnotherComputer, ofAnotherTarget, join(parent, `.out.${dead}.partial`)]) mkdirSync(folder)
  writeFileSync(join(left, 'sae_weights.safetensors'), 'half')
  expect(await removeLeftovers(target)).toBe(false)
  const stay = [own, ofAnotherComputer, ofAnotherTarget].map((path) => basename(path))
  expect(readdirSync(parent).sort()).toEqual([...stay, `.out.${dead}.partial`].sort())
})

it('what is older than the computer’s last start is removed, whoever has the number of its process now', async () => {
  const target = join(temporaryFolder(), 'out')
  const left = temporaryBeside(target)
  mkdirSync(left)
  utimesSync(left, 0, 0)
  expect(await removeLeftovers(target)).toBe(true)
  expect(existsSync(left)).toBe(false)
})

it('a folder that is not there has no leftovers', async () => {
  await expect(removeLeftovers(join(temporaryFolder(), 'a', 'b'))).resolves.toBe(true)
})
