import type { Engine } from '../../../engine/module.ts'
import { seedDistricts } from './seed-data.ts'
import { seedDistrict } from './seed-district.ts'
import { seedDemoHazards } from './seed-hazards.ts'

/** The demo of an empty database: two districts with their people and enterprises, and hazards in different states. */
export async function seedDemo(engine: Engine): Promise<void> {
  for (const district of seedDistricts()) await seedDistrict(engine, district)
  await seedDemoHazards(engine)
}
