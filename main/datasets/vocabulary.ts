/**
 * Text for token ids: from a tokenizer.json of the Hugging Face library, a vocab.json (text → id), a list in JSON, or a text
 * file with a token per line. Bytes that a tokenizer writes as letters (GPT-2's Ġ, SentencePiece's ▁ and <0x0A>) are undone.
 */
import { InputFile, namedError } from './files/input-file'
import type { Cell, TableSource } from './formats/format'

/** Larger files are no vocabularies: the greatest known have 260,000 tokens in 35 MB. */
const maxBytes = 256 * 1024 * 1024

export class Vocabulary {
  constructor(private readonly tokens: ReadonlyMap<number, string>) {}

  get size(): number {
    return this.tokens.size
  }

  /** Text of a token, `#id` where the vocabulary does not have it. */
  text(id: Cell): string {
    if (id === null) return ''
    return this.tokens.get(Number(id)) ?? `#${id}`
  }
}

/** Whether a file of this name is meant as a vocabulary. */
export function isVocabularyName(name: string): boolean {
  return /^(tokenizer|vocab(ulary)?)\.(json|txt)$/i.test(name)
}

/** Throws what opening a file throws, and malformed where no form fits. */
export async function readVocabulary(path: string): Promise<Vocabulary> {
  const text = await textOf(path)
  const tokens = path.toLowerCase().endsWith('.json') ? fromJson(parsed(text, path)) : fromLines(text)
  if (tokens.size > 0) return new Vocabulary(asWritten(tokens))
  const hint = 'Give tokenizer.json, vocab.json ({"text": id}), a JSON list, or a text file with one token per line.'
  throw namedError('malformed', path, 'holds no vocabulary', hint)
}

/** The table with a column `token` of text, from its column of token ids; as it is where it has text or no ids. */
export function withTokens(table: TableSource, ids: string, vocabulary: Vocabulary): TableSource {
  const texts = (column: (name: string) => Promise<Cell[]>) => async (name: string) =>
    name === tokenColumn ? (await column(ids)).map((id) => vocabulary.text(id)) : column(name)
  return {
    rows: table.rows,
    columns: [...table.columns, tokenColumn],
    ...(table.images ? { images: table.images } : {}),
    read: async (from, to) => {
      const block = await table.read(from, to)
      return { from: block.from, rows: block.rows, column: texts((name) => block.column(name)) }
    },
    async *blocks(signal) {
      for await (const block of table.blocks(signal))
        yield { from: block.from, rows: block.rows, column: texts((name) => block.column(name)) }
    }
  }
}

const tokenColumn = 'token'

async function textOf(path: string): Promise<string> {
  const file = await InputFile.open(path)
  try {
    if (file.sizeBytes > maxBytes)
      throw namedError('malformed', path, 'is too large for a vocabulary', 'Give the tokenizer.json.')
    return decoded(await file.read(0, file.sizeBytes), path)
  } finally {
    await file.close()
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw namedError('malformed', path, 'is no vocabulary: it is not text in UTF-8', 'Give the tokenizer.json.')
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw namedError('malformed', path, `is not JSON: ${why}`, 'Copy the file again.')
  }
}

function fromLines(text: string): Map<number, string> {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return text === '' ? new Map() : new Map(lines.map((line, id) => [id, line]))
}

/** tokenizer.json has `model.vocab` (an object, or for Unigram a list of [text, score]) and `added_tokens`. */
function fromJson(value: unknown): Map<number, string> {
  const model = field(field(value, 'model'), 'vocab')
  const tokens = fromVocab(model ?? value)
  const added = field(value, 'added_tokens')
  for (const token of Array.isArray(added) ? added : []) {
    const [id, content] = [field(token, 'id'), field(token, 'content')]
    if (typeof id === 'number' && typeof content === 'string') tokens.set(id, content)
  }
  return tokens
}

function fromVocab(vocab: unknown): Map<number, string> {
  const tokens = new Map<number, string>()
  if (Array.isArray(vocab)) {
    for (const [id, entry] of vocab.entries()) {
      const text = Array.isArray(entry) ? entry[0] : entry
      if (typeof text === 'string') tokens.set(id, text)
    }
    return tokens
  }
  for (const [text, id] of Object.entries(vocab && typeof vocab === 'object' ? vocab : {})) {
    if (typeof id === 'number') tokens.set(id, text)
  }
  return tokens
}

function field(value: unknown, name: string): unknown {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined
}

/** Bytes by the letters that GPT-2's byte-level BPE writes them as (openai/gpt-2, encoder.py, bytes_to_unicode). */
const bytesByLetter = new Map<string, number>()
for (let byte = 0, next = 256; byte < 256; byte += 1) {
  const isPlain = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)
  bytesByLetter.set(String.fromCodePoint(isPlain ? byte : next++), byte)
}

/** Texts as they stand in a document; which way a tokenizer writes bytes shows in the whole vocabulary, not in one token. */
function asWritten(tokens: Map<number, string>): Map<number, string> {
  const all = [...tokens.values()]
  const decode = all.some((text) => text.includes('Ġ'))
    ? fromByteLetters
    : all.some((text) => text.includes('▁'))
      ? fromPieces
      : undefined
  if (decode) for (const [id, text] of tokens) tokens.set(id, decode(text))
  return tokens
}

/** Special tokens (`<|endoftext|>`) hold only letters that stand for themselves. */
function fromByteLetters(token: string): string {
  const bytes = Array.from(token, (letter) => bytesByLetter.get(letter) ?? -1)
  return bytes.includes(-1) ? token : new TextDecoder().decode(Uint8Array.from(bytes))
}

function fromPieces(token: string): string {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(token)
  return byte ? String.fromCharCode(Number.parseInt(byte[1], 16)) : token.replaceAll('▁', ' ')
}
