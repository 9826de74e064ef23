import type { Deployer } from '../deployments/deployer.ts'
import type { Decisions } from './decisions.ts'

/** DMN files: each decision becomes the newest version of its key. */
export function dmnDeployer(decisions: Pick<Decisions, 'check' | 'insertVersions'>): Deployer {
  return {
    handles: (name) => /\.(dmn|dmn11\.xml)$/i.test(name),
    async check({ name, content }, { tenant, by }) {
      const file = await decisions.check({ name, xml: content.toString('utf8'), tenant, by })
      return async (trx, deploymentId) => void (await decisions.insertVersions(trx, file, deploymentId))
    },
  }
}
