import type {} from '@sveltejs/kit'
import { goto } from '$app/navigation'
import { openAuth } from '../landingAuth.ts'

export const auth = openAuth(url => goto(url, { replaceState: true }))
