/**
 * The settings for drafts by a language model, a small JSON file in the user's own folder; a key never stands in it.
 * One that can not be understood is put aside: then the switch is off.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { localAddress, ModelSettings } from '../../../contract/records/draft'
import { LoupeError } from '../../../contract/wire/errors'
import { writeAtomically } from '../../store/files/write-atomically'

const atFirst: ModelSettings = {
  on: false,
  address: localAddress,
  model: '',
  plainHttp: false,
  price: { input: null, output: null }
}

export class ModelSettingsFile {
  private readonly path: string

  constructor(userData: string) {
    this.path = join(userData, 'language-model.json')
  }

  /** Read each time: another Loupe on this machine may have turned the switch. */
  get(): ModelSettings {
    if (!existsSync(this.path)) return atFirst
    try {
      return ModelSettings.parse(JSON.parse(readFileSync(this.path, 'utf8')))
    } catch {
      renameSync(this.path, `${this.path}.unreadable-${Date.now()}`)
      return atFirst
    }
  }

  change(change: Partial<ModelSettings>): ModelSettings {
    const settings = { ...this.get(), ...change }
    writeAtomically(this.path, `${JSON.stringify(settings, null, 2)}\n`)
    return settings
  }

  /** Throws `denied` while the switch is off. Asked before every process that may open a connection. */
  requireOn(): void {
    if (this.get().on) return
    throw new LoupeError('denied', 'Drafts by a language model are switched off: nothing was sent', {
      hint: 'Turn them on in Settings, or with: loupe draft --switch on'
    })
  }
}
