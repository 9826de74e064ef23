import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { UnitView } from '../../../engine/identity/identity.api.ts'
import { get } from '../../kit/api/http.ts'
import { useSession } from '../session/session.query.ts'

type AreaType = 'township' | 'village'

/** The townships or villages of the own district: the lists are short and always whole. */
function useUnits(type: AreaType) {
  return useQuery({
    queryKey: ['units', type],
    queryFn: async ({ signal }) => (await get<{ items: UnitView[] }>(`/api/units?type=${type}`, { signal })).items,
    staleTime: 5 * 60_000,
  })
}

/**
 * What an `area` in the address (id or code of a township or village) means, and which areas this person can choose from:
 * all townships and their villages, the villages of the own township, or none.
 */
export function useAreas(area: () => string) {
  const { session } = useSession()
  const townships = useUnits('township')
  const villages = useUnits('village')
  const isMeant = (unit: UnitView) => unit.id === area() || unit.code === area()
  const own = computed(() => session.value?.unit)

  const village = computed(() => villages.data.value?.find(isMeant))
  const township = computed(() => townships.data.value?.find((unit) => isMeant(unit) || unit.id === village.value?.parentId))
  const choosesTownship = computed(() => ['district', 'department'].includes(own.value?.type ?? ''))
  const parent = computed(() => (own.value?.type === 'township' ? own.value.id : township.value?.id))
  return {
    township,
    village,
    townships: computed(() => (choosesTownship.value ? (townships.data.value ?? []) : [])),
    villages: computed(() => (villages.data.value ?? []).filter((unit) => unit.parentId === parent.value)),
  }
}
