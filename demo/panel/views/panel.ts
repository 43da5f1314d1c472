import { mount } from '../mount.ts'
import PanelView from './PanelView.vue'

mount(PanelView)
