/**
 * PyTorch files since 1.6: a zip with `<name>/data.pkl` and one entry `<name>/data/<key>` per storage
 * (torch/serialization.py, _save). The key is looked up in the directory of the zip and nowhere else.
 */
import type { LoupeError } from '../../../../contract/wire/errors'
import { torchStorage } from '../../../codecs/pickle/torch'
import { unpickle } from '../../../codecs/pickle/unpickle'
import type { StorageRecord } from '../../../codecs/pickle/values'
import { type InputFile, namedError } from '../../files/input-file'
import { ZipArchive } from '../../files/zip-archive'
import type { ZipEntry } from '../../files/zip-directory'
import { maxPickleBytes, type SavedTorch, tensorWords } from './saved'

/** Throws truncated, malformed, unsupported (programs, foreign zips), cancelled. */
export async function openTorchArchive(file: InputFile, signal?: AbortSignal): Promise<SavedTorch> {
  const archive = await ZipArchive.open(file, signal)
  const entries = new Map(archive.entries.map((entry) => [entry.name, entry]))
  const pickle = pickleIn(file, archive)
  const root = pickle.name.slice(0, -'data.pkl'.length)
  const bytes = await archive.head(pickle, pickle.bytes)
  const value = unpickle(bytes, { persistentLoad: torchStorage })
  /** Bytes that tensors need of each entry. */
  const needed = new Map<ZipEntry, number>()
  return {
    value,
    bigEndian: await isBigEndian(file, archive, entries.get(`${root}byteorder`)),
    check: async (storage, tensor) => {
      const entry = entries.get(`${root}data/${storage.key}`)
      if (!entry) throw lacking(file, storage, tensor)
      const bytes = storage.begin + storage.bytes
      await archive.check(entry, bytes)
      needed.set(entry, Math.max(bytes, needed.get(entry) ?? 0))
    },
    content: async ({ key }) => {
      const entry = entries.get(`${root}data/${key}`) as ZipEntry
      return await archive.content(entry, needed.get(entry) ?? entry.bytes)
    },
    close: () => archive.close()
  }
}

function pickleIn(file: InputFile, archive: ZipArchive): ZipEntry {
  const program = archive.entries.some(({ name }) => /^[^/]+\/(constants\.pkl$|code\/)/.test(name))
  if (program) {
    const hint = 'Save its tensors: torch.save(module.state_dict(), "tensors.pt").'
    throw namedError('unsupported', file.path, 'is a TorchScript program, which Loupe does not run', hint)
  }
  const pickles = archive.entries.filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name))
  if (pickles.length !== 1) {
    throw namedError('unsupported', file.path, 'is a zip archive, but neither .npz nor PyTorch', 'Unpack it first.')
  }
  if (pickles[0].bytes > maxPickleBytes) {
    throw archive.problem('unsupported', pickles[0], `is ${pickles[0].bytes} bytes long: more than a description of tensors`)
  }
  return pickles[0]
}

async function isBigEndian(file: InputFile, archive: ZipArchive, entry: ZipEntry | undefined): Promise<boolean> {
  // Files from before 2.0 do not say; they were written on little-endian machines.
  if (!entry) return false
  const order = new TextDecoder().decode(await archive.head(entry, 16))
  if (order === 'little' || order === 'big') return order === 'big'
  throw namedError('malformed', file.path, 'has a byte order that is neither little nor big', 'Write it again with torch.save.')
}

function lacking(file: InputFile, storage: StorageRecord, tensor: string): LoupeError {
  const happened = `lacks the numbers of ${tensorWords(tensor)} (data/${storage.key.slice(0, 40)})`
  return namedError('truncated', file.path, happened, 'Copy or download the file again.')
}
