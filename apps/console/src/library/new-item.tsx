import type { ReactNode } from 'react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { type LibraryKind, libraryWords } from './library-kinds.js';

interface NewItemProps {
  readonly kind: LibraryKind;
  /** A body that the API would take. */
  readonly example: object;
  readonly children: ReactNode;
}

/** The page that defines a new one. */
export const NewItem = ({ kind, example, children }: NewItemProps) => (
  <>
    <PageHeader
      title={`New ${libraryWords[kind].one}`}
      actions={
        <ApiButton
          requests={[
            { what: `Define a ${libraryWords[kind].one}`, method: 'POST', path: `/v1/${kind}`, body: example },
          ]}
        />
      }
    />
    {children}
  </>
);
