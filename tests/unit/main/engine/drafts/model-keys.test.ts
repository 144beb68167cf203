import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyFromEnvironment, ModelKeys } from '../../../../../main/engine/drafts/model-keys'
import { ModelSettingsFile } from '../../../../../main/engine/drafts/model-settings'

test('a typed key goes to its own origin, that of the environment to the server in use', () => {
  const keys = new ModelKeys('from-environment')
  expect(keys.state()).toEqual({ kept: 'environment', origin: null })
  keys.give({ key: 'typed', origin: 'https://a.example', kept: 'system' })
  expect(
    ['https://a.example/v1', 'https://a.example:444/v1', 'http://a.example/v1'].map((address) => keys.keyFor(address))
  ).toEqual(['typed', 'from-environment', 'from-environment'])
  keys.give(undefined)
  expect(new ModelKeys(undefined).keyFor('https://a.example')).toBeUndefined()
})

test('a key of the environment is taken out of it', () => {
  const env = { LOUPE_MODEL_KEY: 'k', OTHER: 'o' }
  expect(keyFromEnvironment(env)).toBe('k')
  expect(env).toEqual({ OTHER: 'o' })
  expect(keyFromEnvironment({ LOUPE_MODEL_KEY: '' })).toBeUndefined()
})

test('settings are off at first, and off again when their file can not be understood', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-model-'))
  const settings = new ModelSettingsFile(folder)
  expect(settings.get().on).toBe(false)
  expect(() => settings.requireOn()).toThrow('switched off')
  settings.change({ on: true, model: 'm' })
  expect(new ModelSettingsFile(folder).get()).toMatchObject({ on: true, model: 'm' })
  writeFileSync(join(folder, 'language-model.json'), '{"on": "yes"}')
  expect(() => settings.requireOn()).toThrow('switched off')
  expect(readdirSync(folder).some((name) => name.includes('unreadable'))).toBe(true)
})
