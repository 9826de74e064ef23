import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { waitForLogin } from '../kit/api/expired-session.ts'
import { configureHttp } from '../kit/api/http.ts'
import App from './App.vue'
import { currentLanguage, i18n, rememberedLanguage, setLanguage } from './i18n.ts'
import { createQueryClient } from './query-client.ts'
import { createAppRouter } from './router.ts'
import './styles.css'

configureHttp({ language: currentLanguage, sessionExpired: waitForLogin })
const queryClient = createQueryClient()

await setLanguage(rememberedLanguage())
createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(createAppRouter(queryClient)).mount('#app')
