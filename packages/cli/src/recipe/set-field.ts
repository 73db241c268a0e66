import { presets, type Recipe } from '@cmgsae/model'
import { CliError, usageError } from '../errors.ts'
import { checkKey, checkShape, fieldsOfKind, isObject, type Json } from './check-shape.ts'
import { recipeShape, type Shape } from './shape.ts'

/**
 * A recipe with one field replaced by `FIELD=VALUE`; the value is JSON, or else taken as text, so
 * `mask.kind=shared` needs no quotes. A new `kind` keeps the fields both kinds have.
 * @throws CliError naming an unknown field with near matches, or a value of the wrong type
 */
export function setField(recipe: Recipe, assignment: string): Recipe {
  const [, path, text] = /^([^=\s]+)=(.*)$/s.exec(assignment) ?? []
  if (path === undefined || text === undefined) {
    throw usageError(`--set ${assignment}: write FIELD=VALUE, such as --set training.clip=0.5`)
  }
  const { preset, ...fields } = recipe
  const next = replaced(recipeShape, fields as unknown as Json, path.split('.'), parse(text), '')
  return { preset, ...(next as object) } as Recipe
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    if (/^[[{"]/.test(text)) throw usageError(`--set: ${text} is not valid JSON`)
    return text
  }
}

/** `current` with the value at the path below it replaced; untouched parts are shared. */
function replaced(
  shape: Shape,
  current: Json,
  path: readonly string[],
  value: Json,
  at: string,
): Json {
  const [key, ...rest] = path
  if (key === undefined) {
    // Part of `training` may be given as an object, as in the library's `override`.
    const merged =
      at === 'training' && isObject(value) ? { ...(current as object), ...value } : value
    checkShape(shape, merged, at)
    return merged
  }
  const below = at === '' ? key : `${at}.${key}`
  if (shape.is === 'list' && Array.isArray(current)) {
    if (!/^\d+$/.test(key) || Number(key) >= current.length) {
      throw new CliError(`recipe field ${below}: ${at} has ${current.length} entries, from 0 on`)
    }
    const items = [...(current as Json[])]
    items[Number(key)] = replaced(shape.item, items[Number(key)]!, rest, value, below)
    return items
  }
  if (shape.is === 'fields') {
    const old = (current ?? presets.cmgsae.auxK) as Record<string, Json>
    checkKey(key, Object.keys(shape.fields), at)
    return { ...old, [key]: replaced(shape.fields[key]!, old[key]!, rest, value, below) }
  }
  if (shape.is === 'kinds' && isObject(current)) {
    if (key === 'kind') return ofKind(shape.kinds, current, value, at)
    const fields = fieldsOfKind(shape.kinds, current['kind'], at)
    checkKey(key, Object.keys(fields), at)
    return { ...current, [key]: replaced(fields[key]!, current[key]!, rest, value, below) }
  }
  throw new CliError(`recipe field ${at} is ${JSON.stringify(current)} and has no field "${key}"`)
}

function ofKind(
  kinds: Extract<Shape, { is: 'kinds' }>['kinds'],
  old: Record<string, Json>,
  kind: Json,
  at: string,
): Json {
  const fields = fieldsOfKind(kinds, kind, at)
  const next: Record<string, Json> = { kind }
  for (const [name, shape] of Object.entries(fields)) {
    const fallback = 'default' in shape ? shape.default : name === 'parts' ? [] : undefined
    const value = old[name] ?? fallback
    if (value !== undefined) next[name] = value
  }
  return next
}
