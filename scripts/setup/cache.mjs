/**
 * The user's cache: a folder per thing and version, made under a temporary name and renamed when whole,
 * so that an interrupted set-up leaves nothing half and the next one goes on.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from './places.mjs'

/** The folder `name` of the cache; `make(folder)` fills it when it is not there yet. */
export async function cached(name, make) {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return { folder, fresh: false }
  sweep()
  const temporary = `${folder}.${process.pid}.part`
  mkdirSync(temporary, { recursive: true })
  try {
    await make(temporary)
    rename(temporary, folder)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
  return { folder, fresh: true }
}

/** Another set-up may have been faster; then its folder is as good. */
function rename(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
    rmSync(from, { recursive: true, force: true })
  }
}

/** Throws when the file does not have this hash. `encoding` is hex or base64. */
export async function checkHash(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  const actual = hash.digest(encoding)
  if (actual !== expected)
    throw new Error(`The download ${file} does not have the expected ${algorithm} hash. It was not used. Try again.`)
}

/** Removes what set-ups that no longer run have left. */
function sweep() {
  if (!existsSync(cacheFolder())) return
  for (const name of readdirSync(cacheFolder())) {
    const pid = Number(/\.(\d+)\.part$/.exec(name)?.[1])
    if (pid && !isRunning(pid)) rmSync(join(cacheFolder(), name), { recursive: true, force: true })
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
