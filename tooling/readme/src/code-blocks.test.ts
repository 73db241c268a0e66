import { expect, it } from 'vitest'
import { codeBlocks } from './code-blocks.ts'

it('finds each block with the line of its code, its language and its flags', () => {
  const text = [
    '# T',
    '```ts no-run',
    'a',
    '',
    'b',
    '```',
    '- item',
    '  ```sh',
    '  ls',
    '  ```',
  ].join('\n')
  expect(codeBlocks('README.md', text)).toEqual([
    { file: 'README.md', line: 3, language: 'ts', flags: ['no-run'], code: 'a\n\nb' },
    { file: 'README.md', line: 9, language: 'sh', flags: [], code: 'ls' },
  ])
})

it('keeps a shorter fence inside a longer one', () => {
  expect(codeBlocks('x.md', '````md\n```ts\nf()\n```\n````').map((block) => block.code)).toEqual([
    '```ts\nf()\n```',
  ])
})

it('refuses a block that never ends', () => {
  expect(() => codeBlocks('x.md', 'text\n```ts\nf()')).toThrow('x.md:2: this code block never ends')
})
