import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * Filters that live in the address: a link restores them, Back undoes them.
 * @param keys the query parameters this page understands; others are left alone and not sent to the server
 */
export function useRouteFilters(keys: readonly string[]) {
  const route = useRoute()
  const router = useRouter()

  const filters = computed<Record<string, string>>(() => Object.fromEntries(keys.map((key) => [key, textOf(route.query[key])])))
  const active = computed(() => keys.filter((key) => filters.value[key] !== '').length)

  function set(changes: Record<string, string | null | undefined>): void {
    const query = Object.entries({ ...route.query, ...changes }).filter(([, value]) => textOf(value) !== '')
    void router.replace({ query: Object.fromEntries(query) })
  }

  function clear(): void {
    set(Object.fromEntries(keys.map((key) => [key, ''])))
  }

  return { filters, active, set, clear }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
