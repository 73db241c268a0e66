import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Slider } from '../../ui/controls/index.ts'
import { Card, ErrorNote, Page } from '../../ui/display/index.ts'
import { SampleCard } from '../../ui/samples/index.ts'

export function SteerRoom() {
  const { summary, groupName } = useRun()
  const { sample = 0 } = useSearch({ from: '/steer' })
  const [amount, setAmount] = useState(0)
  const { data, error } = useAnswer(
    (engine) =>
      engine.steer({
        run: summary.id,
        query: { sample },
        edits: [{ kind: 'boost', target: { kind: 'group', index: 0 }, amount }],
      }),
    [summary.id, sample, amount],
  )
  return (
    <Page
      title="Steer"
      about="Turn a group up and down, and see what the reconstruction is nearest to."
    >
      {error && <ErrorNote error={error} />}
      <Card title={groupName(0)}>
        <Slider label="Boost" value={amount} min={-2} max={4} step={0.1} onChange={setAmount} />
      </Card>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
        {data &&
          summary.modalities
            .slice(0, 1)
            .map(({ name }) =>
              Array.from(data.modalities[name]!.nearest.samples, (n) => (
                <SampleCard key={n} sample={n} modalities={[name]} />
              )),
            )}
      </div>
    </Page>
  )
}
