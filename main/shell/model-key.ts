/**
 * The key of a language model's server: encrypted by the system's secure storage in a file of the user's own folder, or in memory only
 * where there is none. The page hands a key over and never gets one back; the engine gets it when it starts.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, safeStorage } from 'electron'
import { z } from 'zod'
import type { EngineKeeper } from './engine/engine-keeper'
import { isSecureStorage } from './policy/secure-storage'

const KeptKey = z.object({ version: z.literal(1), origin: z.string(), secret: z.string() })

const file = () => join(app.getPath('userData'), 'language-model-key.json')

/** Null takes the key away, from the file too. Gives where it is now. */
export function keepModelKey(
  keeper: EngineKeeper,
  { key, origin }: { key: string | null; origin: string }
): 'none' | 'system' | 'session' {
  rmSync(file(), { force: true })
  const kept = key === null ? 'none' : isSecure() ? 'system' : 'session'
  if (key !== null && kept === 'system') {
    const secret = safeStorage.encryptString(key).toString('base64')
    writeFileSync(file(), JSON.stringify({ version: 1, origin, secret }), { mode: 0o600 })
  }
  keeper.giveModelKey(key === null || kept === 'none' ? null : { key, origin, kept })
  return kept
}

/** Before the engine is started. A file that this user or machine can not decrypt is as good as none. */
export function recallModelKey(keeper: EngineKeeper): void {
  if (!existsSync(file()) || !isSecure()) return
  try {
    const { origin, secret } = KeptKey.parse(JSON.parse(readFileSync(file(), 'utf8')))
    keeper.giveModelKey({ key: safeStorage.decryptString(Buffer.from(secret, 'base64')), origin, kept: 'system' })
  } catch {
    console.error('The kept key of the language model’s server can not be read; set it again.')
  }
}

function isSecure(): boolean {
  // Older Electron does not tell which storage it chose.
  const backend = process.platform === 'linux' ? (safeStorage.getSelectedStorageBackend?.() ?? 'unknown') : undefined
  return isSecureStorage({ isAvailable: safeStorage.isEncryptionAvailable(), backend })
}
