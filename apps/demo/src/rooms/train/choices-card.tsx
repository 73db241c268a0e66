import { Button } from '../../ui/controls/index.ts'
import { Card, Skeleton } from '../../ui/display/index.ts'
import { RecipeForm } from './recipe-form.tsx'
import type { Form } from './use-form.ts'

/** What the preset chose, to be changed. */
export function ChoicesCard({ form }: { readonly form: Form }) {
  const { data, on, preset, choices, recipe, usual, wrong, error, change } = form
  const changed = Object.keys(choices).length > 0
  return (
    <Card
      title="Choices"
      aside={
        <Button
          look="quiet"
          icon="undo"
          disabled={!changed}
          onClick={() => change({ set: {} })}
          className="-my-2 -mr-2"
        >
          As the preset
        </Button>
      }
    >
      {recipe && usual && data ? (
        <RecipeForm
          key={`${preset} ${on}`}
          recipe={recipe}
          usual={usual}
          choices={choices}
          modalities={data.modalities.map(({ name }) => name)}
          wrong={wrong}
          onChoices={(set) => change({ set })}
        />
      ) : (
        !error && <Skeleton className="h-[38rem]" />
      )}
    </Card>
  )
}
