import type * as v from 'valibot'
import { between, type ParameterSchema, parameter } from './parameters.ts'
import { array } from './schema.ts'

/** A list of `min` to `max` entries that pass `schema`. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <T>(
  schema: v.GenericSchema<T>,
  min: number,
  max: number,
): ParameterSchema<readonly T[]> => {
  const list: ParameterSchema<readonly T[]> = array(schema)
  const counted = parameter<readonly T[]>(
    `${between(min, max)} entries`,
    value => Array.isArray(value) && value.length >= min && value.length <= max,
  )
  return {
    ...list,
    '~run': (dataset, config) => {
      const { issues } = counted['~run']({ value: dataset.value }, config)
      return issues ? { typed: false, value: dataset.value, issues } : list['~run'](dataset, config)
    },
  }
}
