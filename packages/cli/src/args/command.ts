import type { Terminal } from '../terminal/terminal.ts'

interface OptionBase {
  readonly about: string
  /** Heading it stands under in --help. */
  readonly section?: string
}

export interface FlagOption extends OptionBase {
  readonly type: 'flag'
}

export interface TextOption extends OptionBase {
  readonly type: 'text'
  /** What --help shows for the value, such as FILE. */
  readonly hint: string
  readonly choices?: readonly string[]
}

export interface NumberOption extends OptionBase {
  readonly type: 'number'
  readonly hint: string
  readonly whole?: boolean
  readonly min?: number
  readonly max?: number
}

/** An option that may be given several times. */
export interface ListOption extends OptionBase {
  readonly type: 'list'
  readonly hint: string
}

export type Option = FlagOption | TextOption | NumberOption | ListOption
export type Options = Readonly<Record<string, Option>>

/** What the options of a command line hold: undefined where an option was not given. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]['type'] extends 'flag'
    ? boolean | undefined
    : O[K]['type'] extends 'number'
      ? number | undefined
      : O[K]['type'] extends 'list'
        ? readonly string[]
        : string | undefined
}

export interface Invocation<O extends Options> {
  readonly options: Values<O>
  readonly positionals: readonly string[]
  readonly terminal: Terminal
}

/** One command of the program: plain data, and what it does. */
export interface Command<O extends Options = Options> {
  readonly name: string
  readonly about: string
  /** Names of the arguments that stand without a `--`, all required. */
  readonly positionals: readonly string[]
  /** Lines of --help below the summary. */
  readonly details?: readonly string[]
  readonly examples: readonly string[]
  readonly options: O
  run(invocation: Invocation<O>): Promise<void>
}

/** Gives `run` the types of its options. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command
}
