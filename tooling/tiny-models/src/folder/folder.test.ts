import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AutoTokenizer } from '@huggingface/transformers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tokenIds, tokenizerFiles, vocabularyOf, writeFolder } from './index.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tiny-models-'))
})
afterEach(() => rm(root, { recursive: true }))

test('the vocabulary is sorted and lower case, after the special tokens', () => {
  expect([...vocabularyOf(['The dog', 'a DOG barks!'])]).toEqual([
    ['<pad>', 0],
    ['<unk>', 1],
    ['<s>', 2],
    ['a', 3],
    ['barks', 4],
    ['dog', 5],
    ['the', 6],
  ])
})

test('transformers.js makes the ids of texts that training made', async () => {
  const vocabulary = vocabularyOf(['a dog barks at the steam engine'])
  const files = Object.entries(tokenizerFiles(vocabulary))
  await writeFolder(
    join(root, 'words'),
    Object.fromEntries(files.map(([name, content]) => [name, JSON.stringify(content)])),
  )
  const tokenizer = await AutoTokenizer.from_pretrained(join(root, 'words'), {
    local_files_only: true,
  })
  const texts = ['A dog', '', 'the steam-engine: 12 DOGS!', 'naïve dog', 'dog '.repeat(100)]
  for (const text of texts) {
    const { input_ids } = tokenizer([text], {
      padding: true,
      truncation: true,
      return_tensor: false,
    })
    expect(input_ids[0]).toEqual(tokenIds(text, vocabulary))
  }
  expect(tokenIds('A zebra', vocabulary)).toEqual([2, 3, 1])
})

test('a folder is replaced whole', async () => {
  const path = join(root, 'model')
  await mkdir(`${path}.new`)
  await writeFile(join(`${path}.new`, 'left over by a crash'), '')
  await writeFolder(path, { 'a.json': '1', 'onnx/b.onnx': Uint8Array.of(2) })
  await writeFolder(path, { 'a.json': '3' })
  expect(await readdir(root, { recursive: true })).toEqual(['model', 'model/a.json'])
  expect(await readFile(join(path, 'a.json'), 'utf8')).toBe('3')
})
