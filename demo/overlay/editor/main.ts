import { mount } from 'svelte'
import Editor from './Editor.svelte'

const target = document.getElementById('app')
if (target) mount(Editor, { target })
