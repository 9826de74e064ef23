import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { EnterpriseView } from '../../../processes/hazard/enterprises/enterprises.api.ts'
import { get } from '../../kit/api/http.ts'

/** One enterprise; not asked for while there is no id. */
export function useEnterprise(id: () => string) {
  return useQuery({
    queryKey: ['enterprise', id],
    queryFn: ({ signal }) => get<EnterpriseView>(`/api/enterprises/${encodeURIComponent(id())}`, { signal }),
    enabled: computed(() => id() !== ''),
  })
}
