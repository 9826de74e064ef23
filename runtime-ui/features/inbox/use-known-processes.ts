import { useQueryClient } from '@tanstack/vue-query'
import { computed, watch, type Ref } from 'vue'
import type { TaskItem } from '../../../engine/tasks/tasks.api.ts'
import { useStartable } from '../start/startable.query.ts'

type Names = Readonly<Record<string, string>>

/**
 * Key and name of the processes that this person has to do with: what they may start, and what has appeared in their boxes. Remembered
 * with the rest of their data, so that a filter that hides rows does not take the choice away with them.
 */
export function useKnownProcesses(rows: Ref<readonly TaskItem[]>) {
  const client = useQueryClient()
  const { data: startable } = useStartable()
  const key = ['known-processes']
  client.setQueryDefaults(key, { gcTime: Infinity })

  const fromRows = computed<Names>(() => Object.fromEntries(rows.value.map((row) => [row.processKey, row.processName])))
  watch(fromRows, (found) => client.setQueryData<Names>(key, (known) => ({ ...known, ...found })), { immediate: true })

  return computed(() => {
    const startableNames = Object.fromEntries((startable.value ?? []).map((process) => [process.key, process.name]))
    const names: Names = { ...client.getQueryData<Names>(key), ...startableNames, ...fromRows.value }
    return Object.entries(names).map(([value, label]) => ({ value, label }))
  })
}
