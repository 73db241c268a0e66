import { expect, it } from 'vitest'
import { back, emptyStack, forth, remember, type UndoStack } from './undo-stack.ts'

it('goes back and forth through all states, until another change', () => {
  let stack: UndoStack<string> = remember(remember(emptyStack, 'a'), 'b')
  const first = back(stack, 'c')!
  expect(first.state).toBe('b')
  const second = back(first.stack, first.state)!
  expect(second.state).toBe('a')
  expect(back(second.stack, second.state)).toBeUndefined()

  const again = forth(second.stack, second.state)!
  expect(again.state).toBe('b')
  expect(forth(again.stack, again.state)!.state).toBe('c')

  stack = remember(again.stack, again.state)
  expect(forth(stack, 'd')).toBeUndefined()
  expect(back(stack, 'd')!.state).toBe('b')
})

it('forgets the oldest of very many', () => {
  let stack: UndoStack<number> = emptyStack
  for (let n = 0; n < 500; n++) stack = remember(stack, n)
  expect(stack.past.length).toBe(200)
  expect(stack.past.at(-1)).toBe(499)
})
