import { parseArgs } from 'node:util'
import { type CliError, usageError } from '../errors.ts'
import type { Command, NumberOption, Option, Options, Values } from './command.ts'
import { didYouMean } from './near-matches.ts'

export interface ParsedLine {
  readonly options: Values<Options>
  readonly positionals: readonly string[]
}

/**
 * Reads a command's arguments.
 * @throws CliError (exit code 2) for what is unknown, incomplete, given twice or out of range
 */
export function parseOptions(command: Command, args: readonly string[]): ParsedLine {
  const known = command.options
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { type }]) => [
        name,
        { type: type === 'flag' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const positionals: string[] = []
  const options: Record<string, boolean | number | string | string[] | undefined> = {}
  for (const [name, option] of Object.entries(known)) if (option.type === 'list') options[name] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName } = token
    const negated = name.startsWith('no-') && known[name.slice(3)]?.type === 'flag'
    const key = negated ? name.slice(3) : name
    const option = Object.hasOwn(known, key) ? known[key] : undefined
    if (!option) throw unknownOption(command, rawName)
    if (option.type === 'flag') {
      if (token.value !== undefined) throw usageError(`${rawName} takes no value`)
      options[key] = !negated
      continue
    }
    const value = valueOf(rawName, option, token.value, token.inlineValue === true)
    if (option.type === 'list') {
      ;(options[key] as string[]).push(value)
    } else if (options[key] !== undefined) {
      throw usageError(`${rawName} is given twice`)
    } else {
      options[key] = option.type === 'number' ? numberOf(rawName, value, option) : value
    }
  }
  checkPositionals(command, positionals)
  return { options: options as unknown as Values<Options>, positionals }
}

function unknownOption({ name, options }: Command, rawName: string): CliError {
  const names = Object.keys(options).map((option) => `--${option}`)
  return usageError(`unknown option ${rawName} of ${name}${didYouMean(rawName, names)}`)
}

function valueOf(
  rawName: string,
  option: Exclude<Option, { type: 'flag' }>,
  value: string | undefined,
  inline: boolean,
): string {
  if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
    throw usageError(`${rawName} needs a value: ${rawName} ${option.hint}`)
  }
  if (option.type === 'text' && option.choices && !option.choices.includes(value)) {
    const choices = option.choices.join(', ')
    throw usageError(`${rawName} is ${JSON.stringify(value)}; choose one of ${choices}`)
  }
  return value
}

function numberOf(rawName: string, text: string, { whole, min, max }: NumberOption): number {
  const value = Number(text)
  const fits =
    text.trim() !== '' &&
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    value >= (min ?? -Infinity) &&
    value <= (max ?? Infinity)
  if (fits) return value
  const kind = whole ? 'a whole number' : 'a number'
  const from = min === undefined ? '' : ` from ${min}`
  const to = max === undefined ? (min === undefined ? '' : ' up') : ` to ${max}`
  throw usageError(`${rawName} is ${JSON.stringify(text)}; it must be ${kind}${from}${to}`)
}

function checkPositionals({ name, positionals: wanted }: Command, given: readonly string[]): void {
  if (given.length > wanted.length) {
    const extra = given[wanted.length]!
    throw usageError(
      wanted.length === 0
        ? `${name} takes options only, found ${JSON.stringify(extra)}`
        : `${name} takes ${wanted.join(' ')}, found also ${JSON.stringify(extra)}`,
    )
  }
  if (given.length < wanted.length) throw usageError(`${name} needs ${wanted[given.length]}`)
}
