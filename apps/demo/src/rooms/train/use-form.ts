import type { Recipe, RecipeOverrides } from '@cmgsae/model'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DEFAULT_RUN } from '../../app/default-run.ts'
import { useOtherRuns } from '../../app/other-runs.ts'
import { sourceOf } from '../../app/run-address.ts'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { filledRecipe } from '../../engine/train/filled-recipe.ts'
import type { RunSummary } from '../../engine/types.ts'
import type { Option } from '../../ui/controls/index.ts'
import { readChoices, wrongWith } from './form/choices.ts'
import { presetWords } from './form/presets.ts'
import { startingChoices } from './starting-choices.ts'

export interface Form {
  /** The run whose samples are trained on, and what else could be chosen. */
  readonly data: RunSummary | undefined
  readonly on: string
  readonly datas: readonly Option<string>[]
  readonly preset: keyof typeof presetWords
  readonly seed: number
  readonly choices: RecipeOverrides
  /** Undefined while the data are on their way. */
  readonly recipe: Recipe | undefined
  readonly usual: Recipe | undefined
  readonly wrong: string | undefined
  readonly error: Error | undefined
  change(patch: {
    on?: string
    preset?: string
    set?: RecipeOverrides
    seed?: number | undefined
  }): void
}

/** The form, whose state is the room's address. */
export function useForm(): Form {
  const { summary } = useRun()
  const search = useSearch({ from: '/train' })
  const navigate = useNavigate({ from: '/train' })
  const others = useOtherRuns().filter(({ id }) => !id.startsWith('trained:'))
  const own = summary.samples.media.kind === 'world' ? DEFAULT_RUN : summary.id
  const on = search.on ?? own
  const preset = (
    Object.hasOwn(presetWords, search.preset ?? '') ? search.preset : 'cmgsae'
  ) as Form['preset']
  const choices = readChoices(search.set)

  const { data: answer, error } = useAnswer(
    async (engine) => {
      if (on === summary.id) return summary
      const source = sourceOf(on)
      return source ? engine.open({ source }) : engine.summary({ run: on })
    },
    [on, summary],
  )
  const data = answer?.id === on ? answer : undefined
  const recipeWith = (more: RecipeOverrides) =>
    data &&
    filledRecipe(
      preset,
      { ...startingChoices(preset, data.modalities), ...more },
      data.samples.count - data.samples.heldOut.length,
    )
  const recipe = recipeWith(choices)

  const known = new Map([[DEFAULT_RUN, 'Built-in world']])
  for (const { id, title } of others) known.set(id, `Samples of ${title}`)
  if (!known.has(on)) known.set(on, `Samples of ${data?.title ?? on}`)
  return {
    data,
    on,
    datas: [...known].map(([value, name]) => ({ value, name })),
    preset,
    seed: search.seed ?? 0,
    choices,
    recipe,
    usual: recipeWith({}),
    wrong: recipe && wrongWith(recipe),
    error,
    change({ set, ...patch }) {
      void navigate({
        search: (old) => ({
          ...old,
          ...patch,
          ...(set && {
            set:
              Object.keys(set).length > 0
                ? (set as Form['choices'] & Record<string, unknown>)
                : undefined,
          }),
        }),
        replace: true,
        resetScroll: false,
      })
    },
  }
}
