import { mount } from '../mount.ts'
import LiveConfigView from './LiveConfigView.vue'

mount(LiveConfigView)
