import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

/** The runtime UI. Element Plus comes component by component, so that the first page carries only what it shows. */
export default defineConfig({
  root: 'runtime-ui',
  base: '/',
  plugins: [vue(), Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  define: {
    // dragula, inside Form.io, still asks for Node's name of the global object.
    global: 'globalThis',
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
  },
  build: {
    outDir: '../.build/runtime-ui',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2500,
  },
  server: {
    proxy: Object.fromEntries(['/api', '/formio', '/engine-rest'].map((path) => [path, { target: 'http://127.0.0.1:3000' }])),
  },
})
