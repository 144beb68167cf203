/**
 * The key of a model's server, in memory only. One that a person typed goes to the server it was typed for and to no other;
 * one of the environment to the server in use.
 */
import { type KeyState, keyVariable } from '../../../contract/records/draft'
import type { GivenKey } from '../../../contract/wire/relay'
import { originOf } from '../../drafting/index'

export class ModelKeys {
  private given: GivenKey | undefined

  constructor(private readonly fromEnvironment: string | undefined) {}

  /** Undefined takes it away. */
  give(given: GivenKey | undefined): void {
    this.given = given
  }

  keyFor(address: string): string | undefined {
    return this.given && this.given.origin === originOf(address) ? this.given.key : this.fromEnvironment
  }

  state(): KeyState {
    if (this.given) return { kept: this.given.kept, origin: this.given.origin }
    return { kept: this.fromEnvironment === undefined ? 'none' : 'environment', origin: null }
  }
}

/** Takes the key out of the environment, so that no process that is started later has it. */
export function keyFromEnvironment(env: Record<string, string | undefined> = process.env): string | undefined {
  const key = env[keyVariable]
  delete env[keyVariable]
  return key || undefined
}
