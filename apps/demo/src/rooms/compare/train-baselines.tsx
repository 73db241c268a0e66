import { useRun } from '../../app/run-context.ts'
import { filledRecipe } from '../../engine/train/filled-recipe.ts'
import type { RunSummary } from '../../engine/types.ts'
import { Button } from '../../ui/controls/index.ts'
import { presetWords } from '../train/form/presets.ts'
import { Progress } from '../train/progress.tsx'
import { beginTraining, freeTitle, useTrainings } from '../train/trainings/store.ts'

/** Offers to train what a run is compared with, on its own samples and of its size. */
export function TrainBaselines() {
  const { summary } = useRun()
  const working = useTrainings().find(({ state }) => state === 'training')
  if (working) return <Progress training={working} />
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line bg-surface px-4 py-3 text-sm">
      <p className="text-soft">
        Nothing is known yet of other models on these samples. Baselines of the same size are
        trained here, one after the other.
      </p>
      <Button onClick={() => begin(summary)}>Train the baselines</Button>
    </div>
  )
}

function begin({ id, modalities, samples, recipe, seed }: RunSummary): void {
  const oneWidth = modalities.every(({ width }) => width === modalities[0]!.width)
  const { latents, activation, training } = recipe
  for (const preset of ['separate', 'separateMatched', ...(oneWidth ? ['shared'] : [])] as const) {
    const choices = { latents, activation, training: { epochs: training.epochs } }
    beginTraining({
      title: freeTitle(presetWords[preset as keyof typeof presetWords].name),
      on: id,
      recipe: filledRecipe(preset, choices, samples.count - samples.heldOut.length),
      choices: '',
      seed,
    })
  }
}
