import { expect, it } from 'vitest'
import { latestWins } from './latest-wins.ts'

function asker() {
  const asked: number[] = []
  const heard: string[] = []
  const pending: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = []
  const ask = latestWins(
    (question: number) => {
      asked.push(question)
      return new Promise<string>((resolve, reject) => pending.push({ resolve, reject }))
    },
    {
      onAnswer: (answer) => heard.push(answer),
      onError: ({ message }) => heard.push(message),
      onRest: () => heard.push('rest'),
    },
  )
  const settle = async (end: 'resolve' | 'reject', text: string) => {
    const { resolve, reject } = pending.shift()!
    if (end === 'resolve') resolve(text)
    else reject(new Error(text))
    await new Promise((done) => setTimeout(done))
  }
  return { ask, asked, heard, settle }
}

it('has one question in flight, and then asks only the newest of those that came', async () => {
  const { ask, asked, heard, settle } = asker()
  for (const question of [1, 2, 3, 4]) ask(question)
  expect(asked).toEqual([1])
  await settle('resolve', 'one')
  expect(asked).toEqual([1, 4])
  await settle('resolve', 'four')
  expect(heard).toEqual(['one', 'four', 'rest'])
  ask(5)
  expect(asked).toEqual([1, 4, 5])
})

it('goes on after an error', async () => {
  const { ask, asked, heard, settle } = asker()
  ask(1)
  ask(2)
  await settle('reject', 'no such concept')
  await settle('resolve', 'two')
  expect(asked).toEqual([1, 2])
  expect(heard).toEqual(['no such concept', 'two', 'rest'])
})
