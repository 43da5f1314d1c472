import { mount } from '../mount.ts'
import ComponentView from './ComponentView.vue'

mount(ComponentView)
