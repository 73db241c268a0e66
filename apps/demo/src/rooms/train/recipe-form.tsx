import type { Recipe, RecipeOverrides } from '@cmgsae/model'
import { withChoice } from './form/choices.ts'
import { essential, recipeSchema, trainingSchema, type Spec } from './form/schema.ts'
import { SpecField } from './form/spec-field.tsx'

/** Every choice of a recipe; those that differ from the preset's are the caller's `choices`. */
export function RecipeForm({
  recipe,
  usual,
  choices,
  modalities,
  wrong,
  onChoices,
}: {
  readonly recipe: Recipe
  /** Without the choices. */
  readonly usual: Recipe
  readonly choices: RecipeOverrides
  readonly modalities: readonly string[]
  readonly wrong: string | undefined
  readonly onChoices: (choices: RecipeOverrides) => void
}) {
  const field = (part: 'recipe' | 'training', key: string, spec: Spec | null) => {
    if (!spec) return null
    const of = (whole: Recipe) =>
      ((part === 'training' ? whole.training : whole) as unknown as Record<string, unknown>)[key]
    return (
      <SpecField
        key={key}
        spec={spec}
        path={part === 'training' ? `training.${key}` : key}
        value={of(recipe)}
        usual={of(usual)}
        modalities={modalities}
        wrong={wrong}
        onChange={(value) => onChoices(withChoice(choices, part, key, value))}
      />
    )
  }
  const { epochs, ...rest } = trainingSchema
  const others = Object.entries(recipeSchema).filter(([key]) => !essential.includes(key))
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 items-start gap-3">
        {field('recipe', 'latents', recipeSchema.latents)}
        {field('training', 'epochs', epochs)}
      </div>
      {essential
        .filter((key) => key !== 'latents')
        .map((key) => field('recipe', key, recipeSchema[key as keyof typeof recipeSchema]))}
      <details className="group rounded-md border border-line">
        <summary className="px-3 py-2 text-sm font-medium text-soft">All other choices</summary>
        <div className="flex flex-col gap-3 border-t border-line p-3">
          {others.map(([key, spec]) => field('recipe', key, spec))}
          {Object.entries(rest).map(([key, spec]) => field('training', key, spec))}
        </div>
      </details>
    </div>
  )
}
