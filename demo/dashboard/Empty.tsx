import { Icon, type IconName } from './Icon.tsx'

/** Stands where a list would be that has nothing in it. */
export const Empty = ({ icon, title, text }: { icon: IconName; title: string; text: string }) => (
  <div className="notice notice-empty">
    <Icon name={icon} />
    <div>
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  </div>
)
