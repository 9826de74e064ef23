import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { get, queryString } from './api/http.ts'
import type { Page } from './api/page.ts'

type Params = Record<string, string | number | undefined | null>

/** A list that grows page by page along the server's `next` cursor. */
export function usePageList<Item>(name: string, path: string, params: Ref<Params>) {
  const query = useInfiniteQuery({
    queryKey: [name, params],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(`${path}${queryString({ limit: 30, ...params.value, after: pageParam })}`, { signal }),
    // Who comes to a list sees it as it is now.
    staleTime: 0,
    // Rows never move by themselves; news are announced by a bar.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  const total = computed(() => query.data.value?.pages[0]?.total ?? 0)
  return { ...query, items, total }
}
