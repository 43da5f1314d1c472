import { useState } from 'react'
import { type ChannelInformation, getChannelInformation, modifyChannelInformation } from 'tinyhelix'
import { useHelixAuth, useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { Action } from '../parts/Action.tsx'
import { CategoryDialog } from '../parts/CategoryDialog.tsx'
import { Permission } from '../parts/Permission.tsx'
import { useToast } from '../parts/Toasts.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { languages } from '../words/languages.ts'

interface Draft {
  readonly title?: string
  readonly category?: { readonly id: string; readonly name: string }
  readonly language?: string
  readonly tags?: string
}

interface InformationFormProps {
  readonly channel: ChannelInformation
  /** Resolves when `channel` is what Twitch has now. */
  readonly refetch: () => Promise<unknown>
}

const tagsIn = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** What was typed and not saved lies over what the channel has: the rest follows changes that are made elsewhere. */
function InformationForm({ channel, refetch }: InformationFormProps) {
  const toast = useToast()
  const [draft, setDraft] = useState<Draft>({})
  const [isChoosing, setChoosing] = useState(false)
  const save = useHelixMutation(modifyChannelInformation)
  const change = (part: Draft) => setDraft(draft => ({ ...draft, ...part }))

  const submit = () =>
    save.mutate(
      {
        title: draft.title,
        game_id: draft.category?.id,
        broadcaster_language: draft.language,
        tags: draft.tags === undefined ? undefined : tagsIn(draft.tags),
      },
      {
        onSuccess: async () => {
          toast('Saved. Viewers see it within a minute.')
          await refetch()
          setDraft({})
        },
      },
    )

  return (
    <form
      className="card form"
      onSubmit={event => {
        event.preventDefault()
        if (!save.isPending && Object.keys(draft).length) submit()
      }}
    >
      <label className="field">
        Title
        <input
          value={draft.title ?? channel.title}
          onChange={event => change({ title: event.target.value })}
          required
          maxLength={140}
          autoComplete="off"
        />
      </label>
      <div className="field">
        <span>Category</span>
        <div className="line">
          <strong>{draft.category?.name ?? (channel.game_name || 'None')}</strong>
          <button type="button" className="button" onClick={() => setChoosing(true)}>
            Change<span className="unseen"> category</span>
          </button>
        </div>
      </div>
      <label className="field">
        Tags
        <input
          value={draft.tags ?? channel.tags.join(', ')}
          onChange={event => change({ tags: event.target.value })}
          aria-describedby="about-tags"
          autoComplete="off"
        />
        <small className="muted" id="about-tags">
          Up to 10, separated by commas. Letters and numbers only.
        </small>
      </label>
      <label className="field">
        Language
        <select
          value={draft.language ?? channel.broadcaster_language}
          onChange={event => change({ language: event.target.value })}
        >
          {languages.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Trouble error={save.error} />
      <div className="form-end">
        {Object.keys(draft).length > 0 && (
          <button type="button" className="button" onClick={() => setDraft({})}>
            Discard changes
          </button>
        )}
        <Action type="submit" className="button-main" isBusy={save.isPending}>
          Save
        </Action>
      </div>
      {isChoosing && (
        <CategoryDialog
          onChoose={({ id, name }) => {
            change({ category: { id, name } })
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </form>
  )
}

function Information() {
  const { session } = useHelixAuth()
  const { data, error, refetch } = useHelixQuery(
    getChannelInformation,
    session?.userId ? { broadcaster_id: session.userId } : null,
    { live: true, select: ([channel]) => channel ?? null },
  )
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <div className="card bone" />
  return <InformationForm channel={data} refetch={refetch} />
}

export const StreamInformation = () => (
  <Permission endpoints={[modifyChannelInformation]} purpose="change your title and category">
    <Information />
  </Permission>
)
