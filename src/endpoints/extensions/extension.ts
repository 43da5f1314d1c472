import { array, boolean, number, object, optional, string } from '../../schema/object.ts'
import { recordOf } from '../../schema/recordOf.ts'

/** The page shown in Twitch's mobile apps. */
export interface ExtensionMobileView {
  viewer_url: string
}

/** The page shown below the player. */
export interface ExtensionPanelView {
  viewer_url: string
  /** In pixels. */
  height: number
  /** Whether it may link to other sites. */
  can_link_external_content: boolean
}

/** A page without settings of its own: the overlay over the whole player, or the broadcaster's configuration page. */
export interface ExtensionPageView {
  viewer_url: string
  /** Whether it may link to other sites. */
  can_link_external_content: boolean
}

/** The page over a part of the player. */
export interface ExtensionComponentView {
  viewer_url: string
  aspect_width?: number | undefined
  aspect_height?: number | undefined
  /** The width in the aspect ratio of width to height. */
  aspect_ratio_x: number
  /** The height in the aspect ratio of width to height. */
  aspect_ratio_y: number
  /** Whether Twitch scales a page of fixed size. If not, the size of the page itself changes. */
  autoscale: boolean
  /** The fixed width in pixels. Has an effect only with `autoscale`. */
  scale_pixels: number
  /** Its share of the player's height, in hundredths of a percent. */
  target_height: number
  size?: number | undefined
  zoom?: boolean | undefined
  zoom_pixels?: number | undefined
  /** Whether it may link to other sites. */
  can_link_external_content: boolean
}

/** The places where an extension can be shown. The others are absent. */
export interface ExtensionViews {
  mobile?: ExtensionMobileView | undefined
  panel?: ExtensionPanelView | undefined
  video_overlay?: ExtensionPageView | undefined
  component?: ExtensionComponentView | undefined
  /** The page where the broadcaster configures it. */
  config?: ExtensionPageView | undefined
}

/** One version of an extension. */
export interface Extension {
  author_name: string
  /** Whether it uses Bits. */
  bits_enabled: boolean
  /** Whether any channel can install it. */
  can_install: boolean
  /** Who stores its configuration: Twitch (`hosted`), its own backend (`custom`), or nobody (`none`). */
  configuration_location: 'hosted' | 'custom' | 'none' | (string & {})
  description: string
  /** The terms of service; `''` if there are none. */
  eula_tos_url: string
  /** Whether it can send chat messages. */
  has_chat_support: boolean
  icon_url: string
  /** The icon by size, such as `100x100`. */
  icon_urls: Record<string, string>
  id: string
  name: string
  /** `''` if there is none. */
  privacy_policy_url: string
  /** Whether it asks viewers to share their user id. */
  request_identity_link: boolean
  screenshot_urls: string[]
  state:
    | 'Approved'
    | 'AssetsUploaded'
    | 'Deleted'
    | 'Deprecated'
    | 'InReview'
    | 'InTest'
    | 'PendingAction'
    | 'Rejected'
    | 'Released'
    | 'Testing'
    | (string & {})
  /** `optional`: it can see whether a viewer subscribes to the channel. */
  subscriptions_support_level: 'none' | 'optional' | (string & {})
  /** One sentence for broadcasters. */
  summary: string
  support_email: string
  version: string
  /** One sentence for viewers. */
  viewer_summary: string
  views: ExtensionViews
  allowlisted_config_urls: string[]
  allowlisted_panel_urls: string[]
}

const pageView = object<ExtensionPageView>({ viewer_url: string, can_link_external_content: boolean })

export const extension = object<Extension>({
  author_name: string,
  bits_enabled: boolean,
  can_install: boolean,
  configuration_location: string,
  description: string,
  eula_tos_url: string,
  has_chat_support: boolean,
  icon_url: string,
  icon_urls: recordOf(string),
  id: string,
  name: string,
  privacy_policy_url: string,
  request_identity_link: boolean,
  screenshot_urls: array(string),
  state: string,
  subscriptions_support_level: string,
  summary: string,
  support_email: string,
  version: string,
  viewer_summary: string,
  views: object<ExtensionViews>({
    mobile: optional(object<ExtensionMobileView>({ viewer_url: string })),
    panel: optional(
      object<ExtensionPanelView>({ viewer_url: string, height: number, can_link_external_content: boolean }),
    ),
    video_overlay: optional(pageView),
    component: optional(
      object<ExtensionComponentView>({
        viewer_url: string,
        aspect_width: optional(number),
        aspect_height: optional(number),
        aspect_ratio_x: number,
        aspect_ratio_y: number,
        autoscale: boolean,
        scale_pixels: number,
        target_height: number,
        size: optional(number),
        zoom: optional(boolean),
        zoom_pixels: optional(number),
        can_link_external_content: boolean,
      }),
    ),
    config: optional(pageView),
  }),
  allowlisted_config_urls: array(string),
  allowlisted_panel_urls: array(string),
})
