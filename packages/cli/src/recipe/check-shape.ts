import { didYouMean } from '../args/near-matches.ts'
import { CliError } from '../errors.ts'
import type { Fields, Shape } from './shape.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Refuses a value that a recipe field cannot hold.
 * @throws CliError naming the field, the value and what would be right
 */
export function checkShape(shape: Shape, value: Json | undefined, path: string): void {
  const refuse = (wanted: string): never => {
    const shown = value === undefined ? 'missing' : JSON.stringify(value)
    throw new CliError(`recipe field ${path} is ${shown}; it must be ${wanted}`)
  }
  const nullable = 'nullable' in shape && (shape.nullable ?? false)
  if (value === null && nullable) return
  const orNull = nullable ? ' or null' : ''
  switch (shape.is) {
    case 'number':
      if (typeof value !== 'number') refuse(`a number${orNull}`)
      return
    case 'flag':
      if (typeof value !== 'boolean') refuse('true or false')
      return
    case 'text':
      if (typeof value !== 'string') refuse(`a text${orNull}`)
      return
    case 'choice':
      if (typeof value !== 'string' || !shape.of.includes(value)) refuse(shape.of.join(' or '))
      return
    case 'rate':
      if (typeof value !== 'number' && !(isObject(value) && 'schedule' in value)) {
        refuse('a number or a schedule such as {"schedule":"linear","from":0,"to":0.3}')
      }
      return
    case 'list':
      if (!Array.isArray(value)) return refuse('a list')
      for (const [index, item] of (value as Json[]).entries()) {
        checkShape(shape.item, item, `${path}.${index}`)
      }
      return
    case 'pair':
      if (!Array.isArray(value) || value.length !== 2) return refuse('a list of two')
      checkShape(shape.first, value[0] as Json, `${path}.0`)
      checkShape(shape.second, value[1] as Json, `${path}.1`)
      return
    case 'lists':
      if (!isObject(value)) refuse('an object of lists, such as {"vehicles":[0,1,2]}')
      return
    case 'fields':
      if (!isObject(value)) return refuse(`an object${orNull}`)
      checkFields(shape.fields, value, path)
      return
    case 'kinds': {
      const names = Object.keys(shape.kinds)
      if (!isObject(value)) return refuse(`an object with kind ${names.join(', ')}`)
      const { kind, ...rest } = value
      checkFields(fieldsOfKind(shape.kinds, kind, path), rest, path)
    }
  }
}

/** @throws CliError when there is no such kind, listing what there is */
export function fieldsOfKind(
  kinds: Readonly<Record<string, Fields>>,
  kind: Json | undefined,
  path: string,
): Fields {
  if (typeof kind === 'string' && Object.hasOwn(kinds, kind)) return kinds[kind]!
  const names = Object.keys(kinds).join(', ')
  throw new CliError(`recipe field ${path}.kind is ${JSON.stringify(kind)}; choose one of ${names}`)
}

/** @throws CliError for an unknown field, with near matches */
export function checkKey(key: string, known: readonly string[], path: string): void {
  if (known.includes(key)) return
  const full = path === '' ? key : `${path}.${key}`
  const hint = didYouMean(key, known) || `; there are ${known.join(', ')}`
  throw new CliError(`unknown recipe field ${full}${hint}`)
}

function checkFields(fields: Fields, value: Record<string, Json>, path: string): void {
  for (const key of Object.keys(value)) checkKey(key, Object.keys(fields), path)
  for (const [key, shape] of Object.entries(fields)) {
    checkShape(shape, value[key], path === '' ? key : `${path}.${key}`)
  }
}
