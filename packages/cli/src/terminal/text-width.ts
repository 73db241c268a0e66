import { stripVTControlCharacters } from 'node:util'

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u
const invisible = /\p{Mark}|\p{Cf}/u

/** Columns a text takes on a terminal: colours none, Chinese or emoji two each. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of stripVTControlCharacters(text)) {
    if (!invisible.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}

/** At most `width` columns, with … where something was cut. Colours are lost when it cuts. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let out = ''
  let used = 0
  for (const character of stripVTControlCharacters(text)) {
    const next = textWidth(character)
    if (used + next > width - 1) break
    out += character
    used += next
  }
  return `${out}…`
}

/** Breaks plain text at spaces into lines of at most `width` columns. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}
