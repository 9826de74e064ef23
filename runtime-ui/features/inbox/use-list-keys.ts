import { ref, type Ref } from 'vue'
import { useKeys } from '../../kit/use-keys.ts'

/** j and k walk through the rows, Enter opens, ? helps, / searches. */
export function useListKeys(args: { ids: Ref<string[]>; open(id: string): void; help(): void; search(): void }) {
  const active = ref<string>()

  function move(step: number): void {
    const index = args.ids.value.indexOf(active.value ?? '')
    const next = args.ids.value[Math.min(Math.max(index + step, 0), args.ids.value.length - 1)]
    active.value = next
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  const keys = useKeys({
    j: () => move(1),
    k: () => move(-1),
    '?': args.help,
    '/': args.search,
    Enter: () => active.value && args.open(active.value),
  })
  return { active, ...keys }
}
