import type { Database } from '../../engine/db/database.ts'
import { chainModel } from './interpreter.ts'
import { median } from './measure.ts'
import { createProduct } from './product.ts'

export type DeploymentRow = { elements: number; ms: number }

/** A file is read, checked, compiled and stored. `elements` are its flow elements, activities and flows. */
export async function measureDeployment(database: Database, rounds: number): Promise<DeploymentRow[]> {
  const rows: DeploymentRow[] = []
  for (const elements of [200, 2000]) {
    const samples: number[] = []
    for (let round = 0; round < rounds; round++) {
      const key = `deployed-${elements}-${round}`
      const xml = chainModel((elements - 4) / 2, key)
      const from = performance.now()
      await createProduct(database, { cache: true, train: true }, { key, xml })
      samples.push(performance.now() - from)
    }
    rows.push({ elements, ms: median(samples) })
  }
  return rows
}
