import { type Fields, string } from '../../schema/object.ts'

/** Whom a charity campaign is for. */
export interface EventCharity {
  id: string
  charity_name: string
  charity_description: string
  /** The address of a picture. */
  charity_logo: string
  charity_website: string
}

export const charity: Fields<EventCharity> = {
  id: string,
  charity_name: string,
  charity_description: string,
  charity_logo: string,
  charity_website: string,
}
