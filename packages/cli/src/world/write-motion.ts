import { createNpyWriter } from '@cmgsae/data/node'
import type { World } from '@cmgsae/world'

/** Accelerations x, y, z, x, y, z, … of each sample, a row of 450. */
export async function writeMotion(
  path: string,
  world: World,
  count: number,
  signal: AbortSignal,
): Promise<void> {
  const writer = await createNpyWriter(path, { cols: world.sample(0).motion.xyz.length })
  try {
    for (let n = 0; n < count; n++) {
      signal.throwIfAborted()
      await writer.append(world.sample(n).motion.xyz)
    }
    await writer.close()
  } catch (error) {
    await writer.abort()
    throw error
  }
}
