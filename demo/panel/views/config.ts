import { mount } from '../mount.ts'
import ConfigView from './ConfigView.vue'

mount(ConfigView)
