import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type CategorySearchResult, searchCategories } from 'tinyhelix'
import { useHelixQuery } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { Dialog } from './Dialog.tsx'
import { Trouble } from './Trouble.tsx'

interface CategoryDialogProps {
  readonly onChoose: (category: CategorySearchResult) => void
  readonly onClose: () => void
}

/** Finds a category by its name. */
export function CategoryDialog({ onChoose, onClose }: CategoryDialogProps) {
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    // Not for every letter.
    const timer = setTimeout(setWanted, 250, typed.trim())
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error, refetch, isPlaceholderData } = useHelixQuery(
    searchCategories,
    wanted ? { query: wanted, first: 20 } : null,
    { placeholderData: keepPreviousData },
  )
  const found = wanted ? data : undefined
  return (
    <Dialog title="Choose a category" onClose={onClose}>
      <label className="field">
        Search categories
        <input
          type="search"
          value={typed}
          onChange={event => setTyped(event.target.value)}
          // The browser would take it to empty the field.
          onKeyDown={event => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            onClose()
          }}
          autoComplete="off"
        />
      </label>
      {/* Screen readers say it as it changes. */}
      <p className="muted" role="status">
        {found &&
          !isPlaceholderData &&
          (found.length ? `${counted(found.length, 'result')} for “${wanted}”` : `Nothing found for “${wanted}”`)}
      </p>
      <Trouble error={error} retry={refetch} />
      <ul>
        {found?.map(category => (
          <li key={category.id}>
            <button type="button" className="menu-item" onClick={() => onChoose(category)}>
              <img src={category.box_art_url} alt="" width={26} height={36} />
              {category.name}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
