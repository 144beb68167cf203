import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isVocabularyName, readVocabulary, withTokens } from '../../../../main/datasets/vocabulary'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-vocabulary-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('a vocabulary', () => {
  test('of byte-level BPE has its bytes as text again', async () => {
    const vocab = { hello: 0, Ġworld: 1, Ċ: 2, 'Ã©': 3 }
    const json = { model: { type: 'BPE', vocab }, added_tokens: [{ id: 4, content: '<|endoftext|>' }] }
    const vocabulary = await readVocabulary(file('tokenizer.json', JSON.stringify(json)))
    expect([0, 1, 2, 3, 4].map((id) => vocabulary.text(id))).toEqual(['hello', ' world', '\n', 'é', '<|endoftext|>'])
  })

  test('of SentencePiece has its spaces and bytes again', async () => {
    const json = {
      model: {
        type: 'Unigram',
        vocab: [
          ['<unk>', 0],
          ['▁the', -1],
          ['<0x0A>', -2]
        ]
      }
    }
    const vocabulary = await readVocabulary(file('unigram.json', JSON.stringify(json)))
    expect([0, 1, 2].map((id) => vocabulary.text(id))).toEqual(['<unk>', ' the', '\n'])
  })

  test('is read from lines and from lists', async () => {
    expect((await readVocabulary(file('vocab.txt', 'a\nb\n'))).text(1)).toBe('b')
    expect((await readVocabulary(file('list.json', '["a","b"]'))).text(1)).toBe('b')
  })

  test('names ids that it does not have', async () => {
    const vocabulary = await readVocabulary(file('short.txt', 'a\n'))
    expect(vocabulary.text(7)).toBe('#7')
    expect(vocabulary.text(null)).toBe('')
  })

  test.each([
    ['number.json', '12'],
    ['object.json', '{"a":"b"}'],
    ['cut.json', '{"a":'],
    ['deep.json', '['.repeat(100_000)]
  ])('in %s that is none is refused with its name', async (name, content) => {
    await expect(readVocabulary(file(name, content))).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining(name)
    })
  })

  test('of bytes that are no text is refused', async () => {
    await expect(readVocabulary(file('acts.npy', Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x0a])))).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('acts.npy')
    })
  })

  test('is known by its name', () => {
    expect(['tokenizer.json', 'vocab.json', 'vocab.txt'].every(isVocabularyName)).toBe(true)
    expect(['rows.json', 'config.json', 'tokens.json'].some(isVocabularyName)).toBe(false)
  })
})

test('a table of ids gets a column of text', async () => {
  const vocabulary = await readVocabulary(file('two.txt', 'a\nb'))
  const ids = { from: 0, rows: 3, column: async () => [1, 0, null] }
  const table = withTokens(
    {
      rows: 3,
      columns: ['token_id'],
      read: async () => ids,
      async *blocks() {
        yield ids
      }
    },
    'token_id',
    vocabulary
  )
  expect(table.columns).toEqual(['token_id', 'token'])
  expect(await (await table.read(0, 3)).column('token')).toEqual(['b', 'a', ''])
  for await (const block of table.blocks()) expect(await block.column('token')).toEqual(['b', 'a', ''])
})
