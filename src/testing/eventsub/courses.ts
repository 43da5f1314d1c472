import { perWorld, type World } from '../world/world.ts'
import { later } from './later.ts'

/** Something that takes its course once it has begun: a poll ends, a raid starts. */
export interface Course {
  /** When something happens next, in milliseconds since 1970; `null`: it is over. Asked again after every request. */
  readonly next: () => number | null
  /** Lets it happen. By then it may be later than `next` said, if the clock was moved. */
  readonly happen: () => void
}

const coursesOf = perWorld(() => ({ all: new Set<Course>(), cancel: () => {} }))

/** Sets the one timer of a world to what happens next by the world's own clock, which may go its own way. */
export function keepCourses(world: World): void {
  const kept = coursesOf(world)
  kept.cancel()
  let first = Infinity
  for (const course of kept.all) {
    const at = course.next()
    if (at === null) kept.all.delete(course)
    else first = Math.min(first, at)
  }
  if (first < Infinity) {
    kept.cancel = later(() => takeCourse(world), Math.max(0, Math.ceil(first - world.now())))
  }
}

function takeCourse(world: World): void {
  const due = [...coursesOf(world).all]
    .map(course => ({ course, at: course.next() ?? Infinity }))
    .filter(({ at }) => at <= world.now())
    .sort((a, b) => a.at - b.at)
  for (const { course } of due) course.happen()
  keepCourses(world)
}

/** Lets something take its course. */
export function begin(world: World, course: Course): void {
  coursesOf(world).all.add(course)
  keepCourses(world)
}
