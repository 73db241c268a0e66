/** A fenced block of a Markdown file. */
export interface CodeBlock {
  /** The file, relative to the repository. */
  readonly file: string
  /** The line of its first line of code, from 1. */
  readonly line: number
  readonly language: string
  /** The words after the language, such as `no-run`. */
  readonly flags: readonly string[]
  readonly code: string
}

/** Every fenced block of a Markdown text, with its language in lower case. */
export function codeBlocks(file: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  const lines = markdown.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const open = /^(?<indent> *)(?<fence>`{3,}|~{3,})(?<info>[^`]*)$/.exec(lines[i]!)?.groups
    if (open === undefined) continue
    const { indent = '', fence = '', info = '' } = open
    const first = i + 1
    while (++i < lines.length && lines[i]!.trim() !== fence) continue
    if (i === lines.length) throw new Error(`${file}:${first}: this code block never ends`)
    const [language = '', ...flags] = info.trim().split(/\s+/)
    const code = lines
      .slice(first, i)
      .map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ''))
    blocks.push({
      file,
      line: first + 1,
      language: language.toLowerCase(),
      flags,
      code: code.join('\n'),
    })
  }
  return blocks
}
