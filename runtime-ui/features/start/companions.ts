import type { Component } from 'vue'
import HazardProposal from '../hazards/HazardProposal.vue'

/**
 * What stands beside the start form of a process, by its key: it is given what is written (`data`) and may offer values
 * (`fill`, by path of the field). A process without one has none.
 */
export const companions: Readonly<Record<string, Component>> = {
  'hazard-self-report': HazardProposal,
}
