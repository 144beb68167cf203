/** Names and folders for things that a person did not name a place for. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A name as every file system takes it. */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file systems refuse
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
    .slice(0, 100)
  return plain || 'Project'
}

/** `<name>.loupe`, or with the first number that is free. */
export function freeFolder(parent: string, name: string, ending = '.loupe'): string {
  for (let number = 1; ; number += 1) {
    const folder = resolve(join(parent, `${name}${number === 1 ? '' : ` ${number}`}${ending}`))
    if (!existsSync(folder)) return folder
  }
}
