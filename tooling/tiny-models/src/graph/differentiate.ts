import { ADJOINTS } from './adjoints.ts'
import { scalar, topological, type Node } from './node.ts'
import { add } from './operations.ts'

/** The gradients of a `loss` of one entry by each of `wrt`, as nodes of the same shapes. */
export function differentiate(loss: Node, wrt: readonly Node[]): Node[] {
  const order = topological([loss])
  const needed = new Set<Node>(wrt)
  for (const node of order) if (node.inputs.some((each) => needed.has(each))) needed.add(node)

  const gradients = new Map<Node, Node>([[loss, { ...scalar(1), shape: loss.shape }]])
  for (const node of order.reverse()) {
    const dy = gradients.get(node)
    if (!dy || !needed.has(node) || node.inputs.length === 0) continue
    const adjoint = ADJOINTS[node.op]
    if (!adjoint) throw new RangeError(`${node.op} has no gradient`)
    for (const [i, dx] of adjoint(node, dy).entries()) {
      const each = node.inputs[i]!
      if (!dx || !needed.has(each)) continue
      const before = gradients.get(each)
      gradients.set(each, before ? add(before, dx) : dx)
    }
  }
  return wrt.map((node) => {
    const gradient = gradients.get(node)
    if (!gradient) throw new RangeError('the loss does not depend on every node of wrt')
    return gradient
  })
}
